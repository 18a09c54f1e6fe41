package io.messenger.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.messenger.contracts.CloseCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// However a connection ends, the handler is told once, in order, and nothing is left behind.
class ConnectionEndTest {
    private final TestServer server = TestServer.start();

    @AfterEach
    void everyEndIsToldOnce() {
        server.close();
        assertThat(server.connections.count()).isZero();
        assertThat(server.handler.closings.values()).allMatch(times -> times == 1);
        assertThat((long) server.handler.closings.size())
                .isEqualTo(server.connections.counters().opened());
    }

    @Test
    void endWithoutCloseFrameIsLost() throws Exception {
        try (RawPeer peer = server.open()) {
            peer.finish();
            assertThat(server.handler.nextClosed()).isEqualTo(StandardCode.LOST);
            assertThat(peer.next()).isEqualTo("end");
        }
        assertThat(server.connections.counters().lost()).isOne();
    }

    @Test
    void endInsideAFrameIsLost() throws Exception {
        try (RawPeer peer = server.open()) {
            peer.send(ClientFrames.header(0x81, 0xFE, 2, 1_000));
            peer.finish();
            assertThat(server.handler.nextClosed()).isEqualTo(StandardCode.LOST);
        }
    }

    @RepeatedTest(20)
    void peerThatSendsNothingBehindItsCloseFrameStillGetsTheEcho() throws Exception {
        try (RawPeer peer = server.open()) {
            peer.send(ClientFrames.text("last words"), ClientFrames.close(1001));
            peer.finish();
            assertThat(peer.untilEnd()).containsExactly("text last words", "close 1001");
        }
        assertThat(server.handler.nextClosed()).isEqualTo(1001);
    }

    @Test
    void resetIsLost() throws Exception {
        try (RawPeer peer = server.open()) {
            server.handler.nextOpened();
            peer.reset();
            assertThat(server.handler.nextClosed()).isEqualTo(StandardCode.LOST);
        }
    }

    @Test
    void serverClosesAfterWhatIsQueued() throws Exception {
        server.handler.onText =
                (connection, text) -> {
                    connection.send(OutboundFrame.log(text));
                    connection.close(CloseCode.BAD_FRAME, "no");
                    connection.close(CloseCode.INTERNAL, "too late");
                };
        try (RawPeer peer = server.open()) {
            peer.send(ClientFrames.text("last"));
            assertThat(peer.next()).isEqualTo("text last");
            assertThat(peer.next()).isEqualTo("close 4501");
            peer.send(ClientFrames.close(CloseCode.BAD_FRAME));
            assertThat(peer.next()).isEqualTo("end");
        }
        assertThat(server.handler.nextClosed()).isEqualTo(CloseCode.BAD_FRAME);
        assertThat(server.connections.counters().closedByServer()).containsEntry(4501, 1L);
    }

    @Test
    void textsAfterTheServerClosedAreIgnored() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        server.handler.onText =
                (connection, text) -> {
                    seen.add(new String(text, StandardCharsets.UTF_8));
                    connection.close(4501, "");
                };
        try (RawPeer peer = server.open()) {
            peer.send(ClientFrames.text("a"), ClientFrames.text("b"), ClientFrames.close(1000));
            assertThat(peer.untilEnd()).containsExactly("close 4501");
        }
        assertThat(server.handler.nextClosed()).isEqualTo(4501);
        assertThat(seen).containsExactly("a");
    }

    @Test
    void peerThatNeverAnswersTheCloseIsCutOff() throws Exception {
        try (RawPeer peer = server.open()) {
            Connection connection = server.handler.nextOpened();
            connection.close(4003, "expired");
            assertThat(peer.next()).isEqualTo("close 4003");
            server.pass(Duration.ofSeconds(4));
            assertThat(server.handler.nextClosed()).isEqualTo(4003);
            assertThat(peer.next()).isEqualTo("end");
        }
    }

    @Test
    void failingHandlerClosesWithInternal() throws Exception {
        server.handler.onText =
                (connection, text) -> {
                    throw new IllegalStateException("a bug of the logic");
                };
        try (RawPeer peer = server.open()) {
            peer.send(ClientFrames.text("x"));
            assertThat(peer.untilEnd()).containsExactly("close 4000");
        }
        assertThat(server.handler.nextClosed()).isEqualTo(CloseCode.INTERNAL);
    }

    @Test
    void silentPeerMissesTheHeartbeat() throws Exception {
        try (RawPeer silent = server.open();
                RawPeer alive = server.open()) {
            isAnswered(silent);
            server.pass(Duration.ofSeconds(59));
            isAnswered(alive);
            server.pass(Duration.ofSeconds(2));
            assertThat(silent.next()).isEqualTo("close 4004");
            isAnswered(alive);
        }
    }

    @Test
    void deadlineClosesUnlessItIsCleared() throws Exception {
        server.handler.onOpened =
                (connection, nothing) ->
                        connection.deadline(Duration.ofSeconds(5), CloseCode.AUTH_TIMEOUT);
        server.handler.onText = (connection, text) -> connection.clearDeadline();
        try (RawPeer late = server.open();
                RawPeer early = server.open()) {
            early.send(ClientFrames.text("auth"));
            isAnswered(early);
            isAnswered(late);
            server.pass(Duration.ofSeconds(6));
            assertThat(late.next()).isEqualTo("close 4001");
            isAnswered(early);
        }
    }

    @Test
    void blockedHandlerIsInterruptedWhenItsConnectionIsCut() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        server.handler.onText =
                (connection, text) -> {
                    blocked.countDown();
                    never.await();
                };
        try (RawPeer peer = server.open()) {
            peer.send(ClientFrames.text("x"));
            assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
            server.connections.forEach(connection -> connection.close(4002, "upstream"));
            assertThat(peer.next()).isEqualTo("close 4002");
            server.pass(Duration.ofSeconds(4));
            assertThat(server.handler.nextClosed()).isEqualTo(4002);
        }
    }

    @Test
    void blockedHandlerStopsReadingAndDoesNotMissTheHeartbeat() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        server.handler.onText =
                (connection, text) -> {
                    free.await();
                    connection.send(OutboundFrame.log(text));
                };
        try (RawPeer peer = server.open()) {
            peer.send(ClientFrames.text("a"), ClientFrames.text("b"));
            await().until(() -> server.connections.counters().framesIn() == 1);
            server.pass(Duration.ofSeconds(100));
            free.countDown();
            assertThat(peer.next()).isEqualTo("text a");
            assertThat(peer.next()).isEqualTo("text b");
        }
    }

    @Test
    void stoppingHelidonAloneDoesNotTouchSockets() throws Exception {
        try (RawPeer peer = server.open()) {
            server.stopHelidon();
            peer.send(ClientFrames.text("still"));
            assertThat(peer.next()).isEqualTo("text still");
        }
    }

    @Test
    void attachedSocketsToldOfTheEndToo() throws Exception {
        try (TestServer attached = TestServer.startAttached();
                RawPeer peer = attached.open()) {
            attached.handler.nextOpened();
            peer.reset();
            assertThat(attached.handler.nextClosed()).isEqualTo(StandardCode.LOST);
        }
    }

    private static void isAnswered(RawPeer peer) throws IOException {
        peer.send(ClientFrames.ping("here"));
        assertThat(peer.next()).isEqualTo("pong here");
    }
}
