package io.messenger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Test classes that [OpenApiCoverageTest] runs: each is a part of the run of an imagined module.
final class CoverageSamples {
    private static final Path SHOP = Path.of("src/test/resources/openapi/shop/openapi.yaml");
    private static final String ORDER = "{\"id\":1,\"thing\":\"lamp\"}";

    private CoverageSamples() {}

    static class ReadsPartly {
        @RegisterExtension
        static final OpenApiCoverage COVERAGE = new OpenApiCoverage(document("partly", ""), true);

        @Test
        void reads() {
            read("partly");
        }
    }

    static class RefusedPartly {
        @RegisterExtension
        static final OpenApiCoverage COVERAGE = new OpenApiCoverage(document("partly", ""), true);

        @Test
        void isRefused() {
            try (Shop shop = new Shop()) {
                shop.answers(401, "application/problem+json", problem());
                client(shop, "partly").delete("/v1/orders/1").expectProblem(401, "unauthenticated");
            }
        }
    }

    static class ReadsWholly {
        @RegisterExtension
        static final OpenApiCoverage COVERAGE = new OpenApiCoverage(document("wholly", ""), true);

        @Test
        void reads() {
            read("wholly");
        }
    }

    static class WritesWholly {
        @RegisterExtension
        static final OpenApiCoverage COVERAGE = new OpenApiCoverage(document("wholly", ""), true);

        @Test
        void writes() {
            try (Shop shop = new Shop()) {
                shop.answers(201, "application/json", ORDER);
                client(shop, "wholly").post("/v1/orders", Map.of("thing", "lamp")).expect(201);
                shop.answers((req, res) -> res.status(204).send());
                client(shop, "wholly").delete("/v1/orders/1").expect(204);
            }
        }
    }

    static class Chosen {
        @RegisterExtension
        static final OpenApiCoverage COVERAGE = new OpenApiCoverage(document("chosen", ""), false);

        @Test
        void doesNothing() {}
    }

    static class Sloppy {
        @RegisterExtension
        static final OpenApiCoverage COVERAGE =
                new OpenApiCoverage(document("sloppy", "    Nobody: {type: string}\n"), true);

        @Test
        void reads() {
            read("sloppy");
        }
    }

    private static void read(String service) {
        try (Shop shop = new Shop()) {
            shop.answers(200, "application/json", ORDER);
            client(shop, service).get("/v1/orders/1").expect(200);
        }
    }

    private static OpenApiClient client(Shop shop, String service) {
        return OpenApiClient.of(shop.uri(), OpenApiDocument.of(service, SHOP));
    }

    private static String problem() {
        return """
        {"type":"about:blank","title":"No token","status":401,"code":"unauthenticated","detail":"log in"}\
        """;
    }

    /// The shop's document, more or less, as the document of another service.
    private static Path document(String service, String more) {
        try {

            Path copy = Path.of("target/samples", service, "docs/openapi.yaml").toAbsolutePath();
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, Files.readString(SHOP) + more);
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
