package io.messenger.standalone;

import io.messenger.testing.Relay;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One address for several gateways, as a load balancer gives it: each connection goes to the next
/// one, and stays there. Its own threads and the test share it.
final class Balancer implements AutoCloseable {
    private final Relay relay = new Relay(this::next, () -> {});
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<URI> gateways;

    Balancer(URI... gateways) {
        this.gateways = List.of(gateways);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + relay.port());
    }

    /// Sends new connections to these from now on.
    void to(URI... others) {
        gateways = List.of(others);
    }

    private InetSocketAddress next() {
        List<URI> now = gateways;
        URI gateway = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
        return new InetSocketAddress(gateway.getHost(), gateway.getPort());
    }

    @Override
    public void close() {
        relay.close();
    }
}
