package io.messenger.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.helidon.common.tls.Tls;
import io.messenger.contracts.CloseCode;
import io.messenger.testing.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sockets over TLS, which stay with Helidon: they work and end like all others.
class TlsTest {
    private static final OutboundFrame KILOBYTE =
            OutboundFrame.log("x".repeat(1_000).getBytes(StandardCharsets.US_ASCII));

    @TempDir private static Path folder;

    private TestCertificate certificate;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        certificate = TestCertificate.in(folder);
        Tls tls = Tls.builder().sslContext(certificate.server()).build();
        server =
                TestServer.start(
                        TestServer.quick()
                                .withOutbox(
                                        new OutboxLimits(400_000, 1_000, Duration.ofSeconds(15))),
                        tls);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void framesGoBothWays() throws Exception {
        try (SSLSocket peer = open()) {
            peer.getOutputStream().write(ClientFrames.join(ClientFrames.text("hello")));
            assertThat(peer.getInputStream().readNBytes(7)).endsWith(ClientFrames.bytes("hello"));
        }
    }

    @Test
    void whoHangsUpIsGone() throws Exception {
        try (SSLSocket peer = open()) {
            server.handler.nextOpened();
            assertThat(peer.isClosed()).isFalse();
        }
        assertThat(server.handler.nextClosed()).isEqualTo(StandardCode.LOST);
    }

    @Test
    void whoIsSilentMissesTheHeartbeat() throws Exception {
        try (SSLSocket peer = open()) {
            server.handler.nextOpened();
            peer.getOutputStream().write(ClientFrames.ping("here"));
            assertThat(peer.getInputStream().readNBytes(6)).endsWith(ClientFrames.bytes("here"));
            server.pass(Duration.ofSeconds(61));
            assertThat(peer.getInputStream().readNBytes(4))
                    .startsWith(0x88, 2, CloseCode.HEARTBEAT_MISSED >> 8, 4004 & 0xFF);
            server.pass(Duration.ofSeconds(4));
            assertThat(server.handler.nextClosed()).isEqualTo(CloseCode.HEARTBEAT_MISSED);
        }
    }

    @Test
    void whoDoesNotReadIsEvictedAlthoughTheWriterIsStuck() throws Exception {
        try (SSLSocket peer = open()) {
            Connection connection = server.handler.nextOpened();
            while (connection.send(KILOBYTE)) {
                assertThat(connection.queuedBytes()).isLessThanOrEqualTo(400_000);
            }
            assertThat(connection.isOpen()).isFalse();
            server.pass(Duration.ofSeconds(4));
            assertThat(server.handler.nextClosed()).isEqualTo(CloseCode.SLOW_CONSUMER);
            assertThat(peer.isClosed()).isFalse();
        }
        await().until(() -> server.connections.count() == 0);
    }

    private SSLSocket open() throws IOException {
        Socket plain = new Socket();
        plain.setReceiveBufferSize(4_096);
        plain.setSoTimeout(10_000);
        plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        SSLSocket peer =
                (SSLSocket)
                        certificate
                                .context()
                                .getSocketFactory()
                                .createSocket(plain, "localhost", server.port(), true);
        peer.getOutputStream().write(RawPeer.request());
        InputStream in = peer.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) in.read());
        }
        assertThat(answer).startsWith("HTTP/1.1 101 ");
        return peer;
    }
}
