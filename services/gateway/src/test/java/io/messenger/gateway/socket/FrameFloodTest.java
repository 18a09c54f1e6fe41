package io.messenger.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.messenger.contracts.CloseCode;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Frames that are no messages are limited too, or they would cost their sender nothing.
class FrameFloodTest {
    private final TestServer server = TestServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFloodOfPongsIsClosed() throws Exception {
        try (RawPeer peer = server.open()) {
            server.handler.nextOpened();
            floods(peer, ClientFrames.pong("x"));
        }
    }

    @Test
    void aMessageOfEndlessEmptyFragmentsIsClosed() throws Exception {
        try (RawPeer peer = server.open()) {
            server.handler.nextOpened();
            peer.send(ClientFrames.begin(""));
            floods(peer, ClientFrames.more(""));
        }
    }

    private void floods(RawPeer peer, byte[] frame) throws Exception {
        byte[][] thousand = new byte[1_000][];
        Arrays.fill(thousand, frame);
        for (int i = 0; i < 69; i++) {
            peer.send(thousand);
        }
        await().until(() -> server.connections.counters().framesIn() >= 69_000);
        for (int i = 0; i < 40; i++) {
            peer.send(thousand);
        }
        peer.finish();
        assertThat(peer.next()).isEqualTo("close " + CloseCode.RATE_LIMITED);
        assertThat(server.handler.nextClosed()).isEqualTo(CloseCode.RATE_LIMITED);
    }
}
