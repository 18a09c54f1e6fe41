package io.messenger.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who connects and does not come to the point holds nothing for long.
class SlowHandshakeTest {
    private static final String[] ENDS = {"end", "reset"};
    private final TestServer server =
            TestServer.start(TestServer.quick().withPlaces(new PlaceLimits(100, 100, 3, 100)));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoSaysNothingIsClosedAfterTenSeconds() throws Exception {
        try (RawPeer silent = new RawPeer(server.port());
                RawPeer quick = server.open()) {
            server.pass(Duration.ofSeconds(11));
            assertThat(silent.next()).isIn((Object[]) ENDS);
            quick.send(ClientFrames.ping("here"));
            assertThat(quick.next()).isEqualTo("pong here");
        }
    }

    @Test
    void whoDoesNotComeToTheEndOfItsHeadersToo() throws Exception {
        byte[] request = RawPeer.request();
        try (RawPeer slow = new RawPeer(server.port())) {
            slow.send(Arrays.copyOf(request, request.length - 2));
            // Accepted after it, so both were before the clock jumps.
            server.open().close();
            server.pass(Duration.ofSeconds(11));
            assertThat(slow.next()).isIn((Object[]) ENDS);
        }
    }

    @Test
    void whoHasAskedOnceMayThinkLonger() throws Exception {
        try (RawPeer reader = new RawPeer(server.port())) {
            get(reader);
            server.pass(Duration.ofSeconds(11));
            get(reader);
        }
    }

    @Test
    void onlySoManyMayBeSlowAtOnce() throws Exception {
        try (RawPeer first = new RawPeer(server.port());
                RawPeer second = new RawPeer(server.port());
                RawPeer third = new RawPeer(server.port());
                RawPeer fourth = new RawPeer(server.port())) {
            assertThat(fourth.next()).isIn((Object[]) ENDS);
            get(first);
            try (RawPeer fifth = new RawPeer(server.port())) {
                get(fifth);
            }
            get(second);
            get(third);
        }
    }

    private static void get(RawPeer peer) throws IOException {
        peer.send("GET /here HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(peer.answer()).startsWith("HTTP/1.1 200 ").contains("Content-Length: 4");
        assertThat(peer.bytes(4)).isEqualTo("here");
    }
}
