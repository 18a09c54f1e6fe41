package io.messenger.gateway.socket;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.messenger.contracts.IdSource;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// A real web server on a free port whose sockets echo, with a clock that tests can move on.
final class TestServer implements AutoCloseable {
    static final String ALLOWED_ORIGIN = "https://app.example";

    final EchoHandler handler = new EchoHandler();
    final Connections connections;
    private final AtomicLong passed = new AtomicLong();
    private final WebServer server;

    private TestServer(SocketLimits limits, UpgradeGate gate, Detachment detachment) {
        this.connections =
                new Connections(
                        limits,
                        new IdSource(Clock.systemUTC(), new SecureRandom()),
                        () -> System.nanoTime() + passed.get());
        Handshake handshake =
                new Handshake("/v1/ws", "messenger.v1", new OriginRule(Set.of(ALLOWED_ORIGIN)));
        SocketEndpoint endpoint =
                new SocketEndpoint(handshake, gate, connections, handler, detachment);
        this.server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .shutdownHook(false)
                        .shutdownGracePeriod(Duration.ofMillis(100))
                        .connectionOptions(options -> options.socketSendBufferSize(8 * 1_024))
                        .routing(routing -> routing.get("/here", (req, res) -> res.send("here")))
                        .addConnectionSelector(endpoint.selector(Http1Config.builder()))
                        .build()
                        .start();
    }

    static TestServer start() {
        return start(quick());
    }

    static TestServer start(SocketLimits limits) {
        return new TestServer(limits, UpgradeGate.OPEN, Detachment.ofHelidon());
    }

    static TestServer start(UpgradeGate gate) {
        return new TestServer(quick(), gate, Detachment.ofHelidon());
    }

    /// As with a Helidon whose private fields are not as expected.
    static TestServer startAttached() {
        return new TestServer(
                quick(),
                UpgradeGate.OPEN,
                Detachment.ofFields("io.helidon.webserver.ConnectionHandler", "socket", "gone"));
    }

    /// The defaults, swept often enough for a test.
    static SocketLimits quick() {
        return SocketLimits.defaults().withSweep(Duration.ofMillis(5));
    }

    int port() {
        return server.port();
    }

    RawPeer open() throws IOException {
        return RawPeer.open(port());
    }

    /// Lets the sockets' clock jump.
    void pass(Duration time) {
        passed.addAndGet(time.toNanos());
    }

    void stopHelidon() {
        server.stop();
    }

    @Override
    public void close() {
        connections.close();
        server.stop();
    }
}
