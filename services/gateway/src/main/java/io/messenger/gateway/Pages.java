package io.messenger.gateway;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What a browser shows: the page at `/`, and Swagger UI with the documents of all services at
/// `/docs`. Nothing is loaded from another host. Threads share it.
final class Pages {
    private static final String WEB = "web/gateway/";
    private static final Set<String> SWAGGER =
            Set.of("swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js");

    /// No script or style but our files, and text never becomes markup. `'self'` in `connect-src`
    /// is the socket too. The one trusted type is the address of the worker.
    private static final String STRICT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; worker-src 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'; form-action 'none';"
                    + " require-trusted-types-for 'script'; trusted-types worker";

    /// Swagger UI writes styles into its elements and has its pictures in its style sheet.
    private static final String SWAGGER_UI =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
                    + " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'; form-action 'none'";

    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");
    private static final HeaderName NOSNIFF = HeaderNames.create("X-Content-Type-Options");
    private static final HeaderName REFERRER = HeaderNames.create("Referrer-Policy");

    private final Map<String, Asset> read = new ConcurrentHashMap<>();
    private final String swagger =
            "META-INF/resources/webjars/swagger-ui/" + version("org.webjars", "swagger-ui") + '/';

    /// Preact, its hooks and htm in one module.
    private final String preact =
            "META-INF/resources/_static/htm/"
                    + version("org.mvnpm", "htm")
                    + "/preact/standalone.module.js";

    void routing(HttpRouting.Builder routing) {
        get(routing, "/", (req, res) -> send(WEB + "index.html", STRICT, req, res));
        get(routing, "/worker.js", (req, res) -> send(WEB + "worker.js", STRICT, req, res));
        get(routing, "/app/{file}", (req, res) -> send(WEB + "app/" + file(req), STRICT, req, res));
        get(routing, "/app/lib/preact.js", (req, res) -> send(preact, STRICT, req, res));
        get(
                routing,
                "/app/{folder}/{file}",
                (req, res) -> {
                    String folder = name(req, "folder", "[a-z0-9]+");
                    send(WEB + "app/" + folder + '/' + file(req), STRICT, req, res);
                });
        get(routing, "/docs", (req, res) -> send(WEB + "docs/index.html", SWAGGER_UI, req, res));
        get(
                routing,
                "/docs/{file}",
                (req, res) -> {
                    String file = file(req);
                    String folder = SWAGGER.contains(file) ? swagger : WEB + "docs/";
                    send(folder + file, SWAGGER_UI, req, res);
                });
        get(
                routing,
                "/openapi/gateway",
                (req, res) -> send("openapi/gateway/openapi.yaml", STRICT, req, res));
    }

    private static void get(HttpRouting.Builder routing, String path, Handler handler) {
        routing.get(path, handler);
        routing.route(Method.HEAD, path, handler);
    }

    private void send(String resource, String policy, ServerRequest req, ServerResponse res) {
        // Only what exists is kept, so that strangers cannot fill the map.
        Asset asset = read.get(resource);
        if (asset == null) {
            asset =
                    Asset.of(resource)
                            .orElseThrow(() ->
                                    new ApiException(
                                            ErrorCode.NOT_FOUND, "There is no such file."));
            read.put(resource, asset);
        }
        res.header(POLICY, policy);
        res.header(NOSNIFF, "nosniff");
        res.header(REFERRER, "no-referrer");
        asset.send(req, res);
    }

    private static String file(ServerRequest req) {
        return name(req, "file", "[a-z][a-z-]*\\.[a-z]+");
    }

    /// One name, never a path: the class path holds more than pages.
    private static String name(ServerRequest req, String parameter, String pattern) {
        String name = req.path().pathParameters().get(parameter);
        if (!name.matches(pattern)) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no such file.");
        }
        return name;
    }

    /// The version is part of a webjar's paths; the jar itself says it.
    private static String version(String group, String artifact) {
        String resource = "META-INF/maven/" + group + '/' + artifact + "/pom.properties";
        try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(artifact + " is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
