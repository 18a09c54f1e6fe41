package io.messenger.gateway.socket;

import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http1.Http1Config;
import io.messenger.contracts.IdSource;
import java.io.IOException;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A real web server on a free port whose sockets echo, with a clock that tests can move on.
final class TestServer implements AutoCloseable {
    static final String ALLOWED_ORIGIN = "https://app.example";

    final EchoHandler handler = new EchoHandler();
    final Connections connections;
    private final AtomicLong passed = new AtomicLong();
    private final WebServer server;

    private TestServer(SocketLimits limits, UpgradeGate gate, Detachment detachment) {
        this(limits, gate, detachment, Optional.empty());
    }

    private TestServer(
            SocketLimits limits, UpgradeGate gate, Detachment detachment, Optional<Tls> tls) {
        this.connections =
                new Connections(
                        limits,
                        new IdSource(Clock.systemUTC(), new SecureRandom()),
                        () -> System.nanoTime() + passed.get());
        Handshake handshake =
                new Handshake("/v1/ws", "messenger.v1", new OriginRule(Set.of(ALLOWED_ORIGIN)));
        SocketEndpoint endpoint =
                new SocketEndpoint(
                        handshake, gate, TestServer::client, connections, handler, detachment);
        this.server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .shutdownHook(false)
                        .shutdownGracePeriod(Duration.ofMillis(100))
                        .connectionOptions(
                                endpoint.connectionOptions(
                                        SocketOptions.builder()
                                                .socketSendBufferSize(8 * 1_024)
                                                .build()))
                        .routing(routing -> routing.get("/here", (req, res) -> res.send("here")))
                        .addConnectionSelector(endpoint.selector(Http1Config.builder()))
                        .update(config -> tls.ifPresent(config::tls))
                        .build()
                        .start();
    }

    /// By a header, as if a proxy had written it.
    private static @Nullable String client(SocketAddress peer, Headers headers) {
        return headers.first(HeaderNames.create("Client")).orElse(null);
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

    /// The same behind TLS.
    static TestServer start(SocketLimits limits, Tls tls) {
        return new TestServer(limits, UpgradeGate.OPEN, Detachment.ofHelidon(), Optional.of(tls));
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
