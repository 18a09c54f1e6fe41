package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.Json;
import io.messenger.testing.OpenApiLint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the gateway answers to browsers, and to what is hardly HTTP.
class DoorTest {
    /// What a page or a module names: addresses of styles, pictures and modules.
    private static final Pattern NAMED =
            Pattern.compile("(?:from|href=|src=) ?['\"](\\.[^'\"]+|/app/[^'\"]+)['\"]");

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway = WholeMessenger.gateway();

    @Test
    void thePageAllowsNoScriptOrStyleButItsOwn() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(header(page, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe-inline");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void aBrowserThatHasAFileGetsItNoSecondTime() throws Exception {
        HttpResponse<String> first = get("/app/main.js");
        assertThat(header(first, "Content-Type")).startsWith("text/javascript");
        String tag = header(first, "ETag");
        HttpResponse<String> second = get("/app/main.js", "If-None-Match", tag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void theWholePageIsSmall() throws Exception {
        Set<String> files = new TreeSet<>();
        Deque<String> named = new ArrayDeque<>(List.of("/"));
        long bytes = 0;
        while (!named.isEmpty()) {
            String file = named.remove();
            if (!files.add(file)) {
                continue;
            }
            HttpResponse<String> answer = get(file);
            assertThat(answer.statusCode()).as(file).isEqualTo(200);
            bytes += zipped(answer.body());
            NAMED.matcher(answer.body())
                    .results()
                    .map(hit -> URI.create(file).resolve(hit.group(1)).toString())
                    .forEach(named::add);
        }
        assertThat(files).hasSizeGreaterThan(40).contains("/app/lib/preact.js");
        assertThat(bytes).isLessThan(100_000);
    }

    private static long zipped(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/none.js",
                "/app/..%2findex.html",
                "/app/views/..%2f..%2findex.html",
                "/app/lib/none.js",
                "/docs/gateway.yaml",
                "/nothing"
            })
    void whatIsNoFileIsNotFound(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Json.MAPPER.readTree(answer.body()).path("code").asText())
                .isEqualTo("not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "auth", "user", "chat", "message"})
    void everyServiceServesItsDocument(String service) throws Exception {
        URI own = WholeMessenger.shared().uri(service).resolve("/openapi");
        for (URI uri : new URI[] {gateway.resolve("/openapi/" + service), own}) {
            HttpRequest request = HttpRequest.newBuilder(uri).build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as("%s", uri).isEqualTo(200);
            assertThat(answer.body()).startsWith("openapi: 3.1.0");
        }
    }

    @Test
    void theGatewaysDocumentIsSound() {
        OpenApiLint.check("gateway");
    }

    @Test
    void aRefusedHandshakeIsAProblem() throws Exception {
        String answer =
                raw(
                        """
                        GET /v1/ws HTTP/1.1
                        Host: localhost
                        Connection: Upgrade
                        Upgrade: websocket
                        Sec-WebSocket-Version: 12

                        """);
        assertThat(answer)
                .startsWith("HTTP/1.1 426 ")
                .contains("Sec-WebSocket-Version: 13")
                .contains("application/problem+json")
                .contains("\"code\":\"unsupported\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /%zz HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\nHost a\n\n"})
    void aMalformedRequestIsAProblem(String request) throws Exception {
        assertThat(raw(request))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json")
                .contains("\"code\":\"bad_request\"");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(10_000);
            byte[] bytes = request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(bytes);
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
