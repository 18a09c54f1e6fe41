package io.messenger.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.messenger.contracts.CloseCode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A peer that reads slowly or not at all costs a bounded queue, and nobody else anything.
class SlowPeerTest {
    private static final int LIMIT = 100_000;
    private static final int SMALL_BUFFER = 4_096;
    private static final OutboundFrame KILOBYTE = log("x".repeat(1_000));

    private final TestServer server =
            TestServer.start(
                    TestServer.quick()
                            .withOutbox(new OutboxLimits(LIMIT, 400, Duration.ofSeconds(15))));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void stateOfASlowPeerIsCoalescedToItsLatest() throws Exception {
        try (RawPeer peer = sleeper()) {
            Connection connection = server.handler.nextOpened();
            fillAboveHalf(connection);
            connection.send(state("presence 1", "anna"));
            connection.send(state("presence 2", "boris"));
            connection.send(state("presence 3", "anna"));
            connection.send(log("after"));
            connection.send(state("presence 4", "anna"));
            connection.close(CloseCode.RESTART, "");
            assertThat(withoutFiller(peer))
                    .containsExactly(
                            "text presence 2", "text after", "text presence 4", "close 1012");
            assertThat(server.connections.counters().coalesced()).isEqualTo(2);
        }
    }

    @Test
    void ephemeralIsDroppedForASlowPeer() throws Exception {
        try (RawPeer peer = sleeper()) {
            Connection connection = server.handler.nextOpened();
            fillAboveHalf(connection);
            assertThat(connection.send(OutboundFrame.ephemeral(ClientFrames.bytes("typing"))))
                    .isFalse();
            connection.close(CloseCode.RESTART, "");
            assertThat(withoutFiller(peer)).containsExactly("close 1012");
            assertThat(server.connections.counters().dropped()).isOne();
        }
    }

    @Test
    void quickPeerGetsAllStatesAndEphemerals() throws Exception {
        try (RawPeer peer = server.open()) {
            Connection connection = server.handler.nextOpened();
            connection.send(state("1", "key"));
            connection.send(OutboundFrame.ephemeral(ClientFrames.bytes("typing")));
            connection.send(state("2", "key"));
            assertThat(List.of(peer.next(), peer.next(), peer.next()))
                    .containsExactly("text 1", "text typing", "text 2");
        }
    }

    @Test
    void tooManyBytesCloseWithSlowConsumer() throws Exception {
        try (RawPeer peer = sleeper()) {
            Connection connection = server.handler.nextOpened();
            while (connection.send(KILOBYTE)) {
                assertThat(connection.queuedBytes()).isLessThanOrEqualTo(LIMIT);
            }
            assertThat(connection.isOpen()).isFalse();
            assertThat(withoutFiller(peer)).containsExactly("close 4008");
            peer.hangUp();
            assertThat(server.handler.nextClosed()).isEqualTo(CloseCode.SLOW_CONSUMER);
        }
    }

    @Test
    void tooManyFramesCloseWithSlowConsumer() throws Exception {
        try (RawPeer peer = sleeper()) {
            Connection connection = server.handler.nextOpened();
            fillAboveHalf(connection);
            int sent = 0;
            while (connection.send(log("x"))) {
                sent++;
            }
            assertThat(sent).isBetween(100, 400);
            assertThat(withoutFiller(peer)).endsWith("close 4008");
        }
    }

    @Test
    void stuckWriteIsEvicted() throws Exception {
        try (RawPeer peer = sleeper()) {
            Connection connection = server.handler.nextOpened();
            fillAboveHalf(connection);
            server.pass(Duration.ofSeconds(14));
            server.pass(Duration.ofSeconds(2));
            await().until(() -> !connection.isOpen());
            server.pass(Duration.ofSeconds(4));
            assertThat(server.handler.nextClosed()).isEqualTo(CloseCode.SLOW_CONSUMER);
            assertThat(connection.send(KILOBYTE)).isFalse();
            assertThat(peer.localPort()).isPositive();
        }
        assertThat(server.connections.counters().closedByServer()).containsEntry(4008, 1L);
    }

    @Test
    void unboundedFramesCountAgainstNoLimit() throws Exception {
        try (RawPeer peer = sleeper()) {
            Connection connection = server.handler.nextOpened();
            for (int i = 0; i < 1_000; i++) {
                assertThat(connection.sendUnbounded(KILOBYTE)).isTrue();
            }
            assertThat(connection.send(log("live"))).isTrue();
            assertThat(connection.queuedBytes()).isLessThan(100);
            for (int i = 0; i < 1_000; i++) {
                assertThat(peer.next()).startsWith("text xxx");
            }
            assertThat(peer.next()).isEqualTo("text live");
        }
    }

    @Test
    void slowReaderOfUnboundedFramesIsLeftAloneWhileItMoves() throws Exception {
        try (RawPeer peer = sleeper()) {
            Connection connection = server.handler.nextOpened();
            IntStream.range(0, 1_000).forEach(i -> connection.sendUnbounded(KILOBYTE));
            connection.send(log("live"));
            for (int step = 0; step < 8; step++) {
                peer.send(ClientFrames.pong("a heartbeat"));
                long before = server.connections.counters().bytesOut();
                for (int i = 0; i < 100; i++) {
                    peer.next();
                }
                await().until(() -> server.connections.counters().bytesOut() > before + 32_768);
                server.pass(Duration.ofSeconds(10));
            }
            assertThat(connection.isOpen()).isTrue();
            server.pass(Duration.ofSeconds(16));
            await().until(() -> !connection.isOpen());
        }
    }

    @Test
    void stuckPeerDelaysNobody() throws Exception {
        List<RawPeer> peers = new ArrayList<>();
        try (RawPeer stuck = sleeper()) {
            fillAboveHalf(server.handler.nextOpened());
            for (int i = 0; i < 20; i++) {
                peers.add(server.open());
                server.handler.nextOpened();
            }
            OutboundFrame shared = log("to all");
            for (int i = 0; i < 40; i++) {
                server.connections.forEach(connection -> connection.send(shared));
            }
            for (RawPeer peer : peers) {
                for (int i = 0; i < 40; i++) {
                    assertThat(peer.next()).isEqualTo("text to all");
                }
                peer.hangUp();
            }
            assertThat(stuck.localPort()).isPositive();
        }
    }

    @Test
    void pingsOfAPeerThatDoesNotReadDoNotPileUp() throws Exception {
        try (RawPeer peer = sleeper()) {
            Connection connection = server.handler.nextOpened();
            fillAboveHalf(connection);
            for (int i = 0; i < 2_000; i++) {
                peer.send(ClientFrames.ping("p" + i));
            }
            await().until(() -> server.connections.counters().framesIn() == 2_000);
            assertThat(connection.isOpen()).isTrue();
            connection.close(CloseCode.RESTART, "");
            assertThat(withoutFiller(peer)).endsWith("pong p1999", "close 1012");
        }
    }

    private RawPeer sleeper() throws IOException {
        RawPeer peer = new RawPeer(server.port(), SMALL_BUFFER);
        peer.send(RawPeer.request());
        peer.answer();
        return peer;
    }

    private static void fillAboveHalf(Connection connection) {
        while (connection.queuedBytes() <= LIMIT * 3 / 4) {
            connection.send(KILOBYTE);
        }
    }

    private static List<String> withoutFiller(RawPeer peer) throws IOException {
        List<String> lines = new ArrayList<>();
        String line;
        do {
            line = peer.next();
            if (!line.startsWith("text xxx")) {
                lines.add(line);
            }
        } while (!line.startsWith("close"));
        return lines;
    }

    private static OutboundFrame log(String text) {
        return OutboundFrame.log(ClientFrames.bytes(text));
    }

    private static OutboundFrame state(String text, Object key) {
        return OutboundFrame.state(ClientFrames.bytes(text), key);
    }
}
