package io.messenger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.messenger.testing.FakeGateway.Peer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The socket of frame tests, at a gateway whose frames are given.
class TestSocketTest {
    private final FakeGateway gateway = new FakeGateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void framesAreHandedOutOnceInOrder() {
        try (TestSocket socket = TestSocket.open(gateway.uri())) {
            Peer peer = gateway.accept();
            peer.message(1, "one");
            peer.synced();
            peer.message(2, "two");
            assertThat(socket.awaitType("message.new").get("seq").asLong()).isEqualTo(1);
            assertThat(socket.awaitType("message.new").get("seq").asLong()).isEqualTo(2);
            socket.awaitType("synced");
            assertThat(socket.frames()).hasSize(3);
        }
    }

    @Test
    void frameThatDoesNotComeFailsWithWhatCame() {
        try (TestSocket socket = TestSocket.open(gateway.uri())) {
            gateway.accept().synced();
            assertThatThrownBy(
                            () -> socket.await(frame -> frame.has("seq"), Duration.ofMillis(200)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("no such frame")
                    .hasMessageContaining("synced");
        }
    }

    @Test
    void closeCodeIsSeenAndEndsTheWaiting() {
        try (TestSocket socket = TestSocket.open(gateway.uri())) {
            gateway.accept().close(4501);
            assertThat(socket.awaitClose()).isEqualTo(4501);
            assertThatThrownBy(() -> socket.awaitType("ready"))
                    .hasMessageContaining("closed with 4501");
        }
    }

    @Test
    void abortEndsTheSocketWithoutACloseFrame() {
        try (TestSocket socket = TestSocket.open(gateway.uri())) {
            socket.abort();
            assertThat(socket.awaitClose()).isEqualTo(1006);
        }
    }

    @Test
    void framesOutsideTheDocumentAreCaughtInBothDirections() {
        TestSocket socket = TestSocket.open(gateway.uri());
        Peer peer = gateway.accept();
        assertThatThrownBy(() -> socket.send(Map.of("t", "sing")))
                .hasMessageContaining("no message client.sing");
        socket.sendText("{\"t\":\"sing\"}");
        peer.expect("sing");
        peer.send("{'t':'pong'}");
        assertThatThrownBy(() -> socket.awaitType("pong")).hasMessageContaining("now");
        assertThatThrownBy(socket::close).hasMessageContaining("now");
    }

    @Test
    void attachAuthenticates() {
        Thread.ofVirtual()
                .start(() -> {
                    Peer peer = gateway.accept();
                    peer.attach(3);
                    peer.synced();
                });
        try (TestSocket socket =
                TestSocket.attach(
                        gateway.uri(), TestDeviceTest.ACCOUNT, Map.of(FakeGateway.CHAT, 3L))) {
            assertThat(socket.awaitType("ready").get("epoch").asText()).isEqualTo("1");
        }
    }
}
