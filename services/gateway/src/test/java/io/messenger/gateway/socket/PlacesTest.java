package io.messenger.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Which handshakes are refused because there are sockets enough, and how.
class PlacesTest {
    private final TestServer server =
            TestServer.start(TestServer.quick().withPlaces(new PlaceLimits(100, 3, 5, 2)));
    private final List<RawPeer> peers = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (RawPeer peer : peers) {
            peer.close();
        }
        server.close();
    }

    @Test
    void anAddressHasOnlySoManySockets() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(open("Client: a")).startsWith("HTTP/1.1 101 ");
            server.handler.nextOpened().attach("somebody");
        }
        assertThat(open("Client: a")).startsWith("HTTP/1.1 429 ").contains("Retry-After: 10\r\n");
        assertThat(open("Client: b")).startsWith("HTTP/1.1 101 ");
        peers.getFirst().close();
        server.handler.nextClosed();
        await().until(() -> server.connections.count() == 3);
        assertThat(open("Client: a")).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void anAddressHasFewerStrangers() throws Exception {
        assertThat(open("Client: a")).startsWith("HTTP/1.1 101 ");
        assertThat(open("Client: a")).startsWith("HTTP/1.1 101 ");
        assertThat(open("Client: a")).startsWith("HTTP/1.1 429 ");
        server.handler.nextOpened().attach("somebody");
        assertThat(open("Client: a")).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void strangersOfAllAddressesAreLimitedTooAndThoseWithoutOne() throws Exception {
        for (String client : List.of("Client: a", "Client: b", "X: 1", "X: 2", "X: 3")) {
            assertThat(open(client)).startsWith("HTTP/1.1 101 ");
        }
        assertThat(open("X: 4")).startsWith("HTTP/1.1 503 ").contains("Retry-After: 2\r\n");
        assertThat(server.connections.strangers()).isEqualTo(5);
        peers.get(2).close();
        server.handler.nextClosed();
        await().until(() -> server.connections.strangers() == 4);
        assertThat(open("X: 5")).startsWith("HTTP/1.1 101 ");
    }

    private String open(String header) throws IOException {
        RawPeer peer = new RawPeer(server.port());
        peers.add(peer);
        peer.send(RawPeer.request(header));
        return peer.answer();
    }
}
