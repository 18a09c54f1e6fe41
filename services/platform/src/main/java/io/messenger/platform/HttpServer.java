package io.messenger.platform;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderNames;
import io.helidon.openapi.OpenApiFeature;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// A service's HTTP: its API with problems and its OpenAPI document at `/openapi` on one port,
/// health and metrics under `/observe` on another one that is not public.
public final class HttpServer implements AutoCloseable {
    private static final String MANAGEMENT = "management";

    /// A client that connects and says nothing, or stays away between two requests, loses its
    /// connection after this time. Sockets that were upgraded have their own heartbeat.
    private static final Duration IDLE = Duration.ofSeconds(60);

    private static final Duration LOOK_FOR_IDLE = Duration.ofSeconds(15);

    private static final double BEFORE_ROUTES = 200;

    private final WebServer server;
    private final Meters meters;

    private HttpServer(WebServer server, Meters meters) {
        this.server = server;
        this.meters = meters;
    }

    /// Starts it on `server.host`, `server.port` and `management.port`.
    public static HttpServer start(
            Settings settings,
            Startup startup,
            Readiness readiness,
            Consumer<HttpRouting.Builder> routes) {
        return start(settings, startup, readiness, new Meters(), routes);
    }

    /// Starts it with meters beside those of the virtual machine; they are closed with it.
    public static HttpServer start(
            Settings settings,
            Startup startup,
            Readiness readiness,
            Meters meters,
            Consumer<HttpRouting.Builder> routes) {
        return start(settings, startup, readiness, meters, routes, _ -> {});
    }

    /// Starts it with more than routes: the gateway's sockets need a say in the server itself.
    ///
    /// @throws SettingsException when a port is taken
    public static HttpServer start(
            Settings settings,
            Startup startup,
            Readiness readiness,
            Meters meters,
            Consumer<HttpRouting.Builder> routes,
            Consumer<WebServerConfig.Builder> more) {
        WebServerConfig.Builder config = WebServer.builder();
        configure(config, settings, startup, routes);
        config.addFeature(observe(readiness.observer(startup), meters));
        more.accept(config);
        return new HttpServer(listen(settings, config), meters);
    }

    /// All that makes a Helidon server one of ours.
    static void configure(
            WebServerConfig.Builder config,
            Settings settings,
            Startup startup,
            Consumer<HttpRouting.Builder> routes) {
        String host = settings.required("server.host");
        config.host(host)
                .port(settings.port("server.port"))
                .shutdownHook(false)
                .shutdownGracePeriod(Duration.ofMillis(500))
                .connectionOptions(HttpServer::options)
                .idleConnectionTimeout(IDLE)
                .idleConnectionPeriod(LOOK_FOR_IDLE)
                .directHandlers(DirectProblems.handlers())
                .routing(routing -> setUp(routing, startup, routes))
                .putSocket(
                        MANAGEMENT,
                        socket -> socket.host(host).port(settings.port("management.port")))
                .featuresDiscoverServices(false)
                .addFeature(openApi(settings.service()));
    }

    private static WebServer listen(Settings settings, WebServerConfig.Builder config) {
        WebServer server = config.build().start();
        if (!server.isRunning()) {
            // Helidon throws nothing: it logs the reason and stops.
            throw new SettingsException(
                    settings.service()
                            + ": cannot listen on "
                            + settings.text("server.host")
                            + " port "
                            + settings.text("server.port")
                            + " and "
                            + settings.text("management.port")
                            + ".");
        }
        return server;
    }

    private static void options(SocketOptions.Builder options) {
        // Off by default in Helidon: two small writes in a row would wait 40 ms for an ACK.
        options.tcpNoDelay(true);
    }

    private static void setUp(
            HttpRouting.Builder routing, Startup startup, Consumer<HttpRouting.Builder> routes) {
        RequestId.register(routing);
        Problems.register(routing);
        for (String api : List.of("/v1/*", "/internal/*")) {
            routing.any(
                    api,
                    (_, res) -> {
                        if (!startup.done()) {
                            throw ApiException.later(
                                    ErrorCode.UNAVAILABLE,
                                    "The service is starting.",
                                    Duration.ofSeconds(1));
                        }
                        res.next();
                    });
        }
        KnownRoutes known = new KnownRoutes(routing);
        routes.accept(known);
        routing.any((req, res) -> {
            List<String> allowed = known.methods(req.prologue());
            if (allowed.isEmpty()) {
                throw new ApiException(ErrorCode.NOT_FOUND, "There is no such resource.");
            }
            res.header(HeaderNames.ALLOW, String.join(", ", allowed));
            Problem.of(405, ErrorCode.UNSUPPORTED, "This path has other methods.").send(res);
        });
    }

    private static OpenApiFeature openApi(String service) {
        return OpenApiFeature.builder()
                // Before our routes, whose last one answers 404 to everything.
                .weight(BEFORE_ROUTES)
                .staticFile("openapi/" + service + "/openapi.yaml")
                .servicesDiscoverServices(false)
                .addSocket(WebServer.DEFAULT_SOCKET_NAME)
                .build();
    }

    private static ObserveFeature observe(HealthObserver health, Meters meters) {
        return ObserveFeature.builder()
                .observersDiscoverServices(false)
                .addObserver(health)
                .addObserver(new MetersObserver(meters))
                .sockets(List.of(MANAGEMENT))
                .build();
    }

    /// The API's port.
    public int port() {
        return server.port();
    }

    /// The port of health and metrics.
    public int managementPort() {
        return server.port(MANAGEMENT);
    }

    @Override
    public void close() {
        server.stop();
        meters.close();
    }
}
