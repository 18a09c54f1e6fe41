package io.messenger.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 6455 case by case: whole, in single bytes, right behind the handshake, and attached to
/// Helidon. After each case `closed` was called exactly once.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameConformanceTest {
    private static final int MAX_SINGLE_BYTES = 2_000;

    private final TestServer detached = TestServer.start();
    private final TestServer attached = TestServer.startAttached();

    @AfterAll
    void stop() {
        detached.close();
        attached.close();
    }

    @ParameterizedTest
    @MethodSource("all")
    void framesAreTakenAsTheRfcSays(FrameCase frames) throws Exception {
        try (RawPeer peer = detached.open()) {
            peer.send(frames.sent());
            check(frames, peer, detached);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void itDoesNotMatterHowTheBytesAreCut(FrameCase frames) throws Exception {
        try (RawPeer peer = detached.open()) {
            peer.sendInPieces(frames.sent(), frames.sent().length > MAX_SINGLE_BYTES ? 997 : 1);
            check(frames, peer, detached);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void framesRightBehindTheHandshakeAreNotLost(FrameCase frames) throws Exception {
        try (RawPeer peer = new RawPeer(detached.port())) {
            peer.send(RawPeer.request(), frames.sent());
            peer.answer();
            check(frames, peer, detached);
        }
    }

    @ParameterizedTest
    @MethodSource("allButTooBig")
    void nothingIsDifferentWhereHelidonKeepsTheSocket(FrameCase frames) throws Exception {
        try (RawPeer peer = new RawPeer(attached.port())) {
            peer.send(RawPeer.request(), frames.sent());
            peer.answer();
            check(frames, peer, attached);
        }
    }

    /// Attached, the answer to a peer that is still sending may be lost in a reset.
    static Stream<FrameCase> allButTooBig() {
        return all().filter(frames -> !frames.expected().contains("close 1009"));
    }

    static Stream<FrameCase> all() {
        return Stream.of(
                        ControlFrameCases.pings(),
                        ControlFrameCases.closings(),
                        DataFrameCases.lengths(),
                        DataFrameCases.headers(),
                        DataFrameCases.fragments(),
                        Utf8Cases.valid(),
                        Utf8Cases.invalid())
                .flatMap(cases -> cases);
    }

    private static void check(FrameCase frames, RawPeer peer, TestServer server) throws Exception {
        List<String> expected = new ArrayList<>(frames.expected());
        if (frames.survives()) {
            peer.send(ClientFrames.close(3_999));
            expected.add("close 3999");
        }
        assertThat(peer.untilEnd()).isEqualTo(expected);
        peer.hangUp();
        Connection connection = server.handler.nextOpened();
        int code = server.handler.nextClosed();
        String last = expected.getLast();
        assertThat(last).isEqualTo(code == StandardCode.NONE ? "close" : "close " + code);
        assertThat(server.handler.closings).containsEntry(connection, 1);
    }
}
