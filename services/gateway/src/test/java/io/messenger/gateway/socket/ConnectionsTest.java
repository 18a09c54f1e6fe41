package io.messenger.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.messenger.contracts.CloseCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What holds for all connections together, and for one that many threads use.
class ConnectionsTest {
    private final TestServer server = TestServer.start(TestServer.quick().withConnections(3));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noMoreSocketsThanTheLimit() throws Exception {
        try (RawPeer one = server.open();
                RawPeer two = server.open();
                RawPeer three = server.open();
                RawPeer four = new RawPeer(server.port())) {
            four.send(RawPeer.request());
            assertThat(four.answer()).startsWith("HTTP/1.1 503").contains("Retry-After: 2");
            for (RawPeer peer : List.of(one, two, three)) {
                peer.hangUp();
            }
        }
        await().until(() -> server.connections.count() == 0);
        try (RawPeer again = server.open()) {
            again.send(ClientFrames.text("in"));
            assertThat(again.next()).isEqualTo("text in");
        }
    }

    @Test
    void drainingServerTakesNoNewSocketAndKeepsTheOld() throws Exception {
        try (RawPeer old = server.open();
                RawPeer late = new RawPeer(server.port())) {
            server.connections.refuseNew(Refusal.unavailable("no more", Duration.ofSeconds(1)));
            late.send(RawPeer.request());
            assertThat(late.answer()).startsWith("HTTP/1.1 503");
            old.send(ClientFrames.text("still"));
            assertThat(old.next()).isEqualTo("text still");
        }
    }

    @Test
    void closeAllTellsOneAfterTheOther() throws Exception {
        try (RawPeer one = server.open();
                RawPeer two = server.open();
                RawPeer three = server.open()) {
            for (int i = 0; i < 3; i++) {
                server.handler.nextOpened();
            }
            long start = System.nanoTime();
            server.connections.closeAll(CloseCode.RESTART, "drain", Duration.ofMillis(300));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(200));
            for (RawPeer peer : List.of(one, two, three)) {
                assertThat(peer.next()).isEqualTo("close 1012");
            }
        }
    }

    @Test
    void closingTheRegistryEndsEverySocketEvenSilentOnes() throws Exception {
        try (RawPeer peer = server.open()) {
            Connection connection = server.handler.nextOpened();
            Thread closer = Thread.startVirtualThread(server.connections::close);
            assertThat(peer.next()).isEqualTo("close 1012");
            server.pass(Duration.ofSeconds(4));
            closer.join();
            assertThat(server.handler.closings).containsEntry(connection, 1);
            assertThat(server.connections.count()).isZero();
        }
    }

    @Test
    void connectionIsFoundByItsIdWhileItLives() throws Exception {
        try (RawPeer peer = server.open()) {
            Connection connection = server.handler.nextOpened();
            assertThat(connection.id().value().version()).isEqualTo(7);
            assertThat(server.connections.find(connection.id())).containsSame(connection);
            assertThat(connection.remote().getPort()).isEqualTo(peer.localPort());
            peer.hangUp();
            server.handler.nextClosed();
            assertThat(server.connections.find(connection.id())).isEmpty();
            assertThat(connection.remote().getPort()).isEqualTo(peer.localPort());
        }
    }

    @Test
    void attachmentIsKept() throws Exception {
        server.handler.onOpened = (connection, nothing) -> connection.attach("session");
        server.handler.onText =
                (connection, text) ->
                        connection.send(
                                OutboundFrame.log(
                                        ClientFrames.bytes(
                                                String.valueOf(connection.attachment()))));
        try (RawPeer peer = server.open()) {
            peer.send(ClientFrames.text("who?"));
            assertThat(peer.next()).isEqualTo("text session");
        }
    }

    @Test
    void frameSentAtTheOpeningComesFirst() throws Exception {
        server.handler.onOpened =
                (connection, nothing) ->
                        connection.send(OutboundFrame.log(ClientFrames.bytes("hello")));
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send(RawPeer.request(), ClientFrames.text("early"));
            peer.answer();
            assertThat(List.of(peer.next(), peer.next()))
                    .containsExactly("text hello", "text early");
        }
    }

    @Test
    void framesOfManyThreadsStayWholeAndInTheirOrder() throws Exception {
        int threads = 8;
        int each = 100;
        try (RawPeer peer = server.open()) {
            Connection connection = server.handler.nextOpened();
            for (int thread = 0; thread < threads; thread++) {
                String name = "t" + thread + " ";
                Thread.startVirtualThread(() ->
                        IntStream.range(0, each)
                                .mapToObj(i -> ClientFrames.bytes(name + i))
                                .forEach(text -> connection.send(OutboundFrame.log(text))));
            }
            List<String> got = new ArrayList<>();
            for (int i = 0; i < threads * each; i++) {
                got.add(peer.next());
            }
            for (int thread = 0; thread < threads; thread++) {
                String name = "text t" + thread + " ";
                assertThat(got.stream().filter(line -> line.startsWith(name)))
                        .containsExactlyElementsOf(
                                IntStream.range(0, each).mapToObj(i -> name + i).toList());
            }
        }
    }

    @Test
    void frameKeepsItsMessageWhateverItsLength() {
        for (int length : new int[] {0, 125, 126, 65_535, 65_536, 100_000}) {
            byte[] text = ClientFrames.bytes("l".repeat(length));
            OutboundFrame frame = OutboundFrame.log(text);
            assertThat(frame.payload()).isEqualTo(text);
            assertThat(frame.size())
                    .isEqualTo(length + (length < 126 ? 2 : length < 65_536 ? 4 : 10));
        }
    }

    @Test
    void codesThatMayNotBeSentAreRefusedToo() throws Exception {
        try (RawPeer peer = server.open()) {
            Connection connection = server.handler.nextOpened();
            assertThatThrownBy(() -> connection.close(1006, "no"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> connection.deadline(Duration.ZERO, 1005))
                    .isInstanceOf(IllegalArgumentException.class);
            connection.close(4000, "я".repeat(100));
            assertThat(peer.next()).isEqualTo("close 4000");
        }
    }
}
