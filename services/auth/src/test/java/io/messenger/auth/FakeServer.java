package io.messenger.auth;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.util.function.Consumer;

/// Where a service that auth calls would be, and may be away.
final class FakeServer implements AutoCloseable {
    private final Consumer<HttpRouting.Builder> routing;
    private final int port;
    private WebServer server;

    FakeServer(Consumer<HttpRouting.Builder> routing) {
        this.routing = routing;
        this.server = listen(0);
        this.port = server.port();
    }

    private WebServer listen(int where) {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(where)
                .shutdownHook(false)
                .routing(routing)
                .build()
                .start();
    }

    String uri() {
        return "http://127.0.0.1:" + port;
    }

    /// Comes back on the same port.
    void restart() {
        server = listen(port);
    }

    @Override
    public void close() {
        server.stop();
    }
}
