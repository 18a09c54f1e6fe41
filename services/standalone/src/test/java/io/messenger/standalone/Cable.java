package io.messenger.standalone;

import io.messenger.testing.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The network between two ends, as a browser and the gateway, which can be cut and slow: a browser
/// that is told to be offline keeps the sockets it has. Its own threads and the test share it.
final class Cable implements AutoCloseable {
    private volatile URI gateway;
    private final Relay relay = new Relay(this::target, this::pass);
    private volatile boolean cut;
    private volatile Duration delay = Duration.ZERO;

    Cable(URI gateway) {
        this.gateway = gateway;
    }

    /// This end of it.
    URI uri() {
        return URI.create("http://127.0.0.1:" + relay.port());
    }

    /// Ends what goes through, and lets nothing through until it is mended.
    void cut() {
        cut = true;
        relay.endAll();
    }

    /// Leads elsewhere from the next connection on.
    void leadTo(URI other) {
        gateway = other;
    }

    /// Everything takes that much longer from now on.
    void slow(Duration by) {
        delay = by;
    }

    void mend() {
        cut = false;
    }

    private InetSocketAddress target() {
        if (cut) {
            throw new UncheckedIOException(new IOException("the cable is cut"));
        }
        return new InetSocketAddress(gateway.getHost(), gateway.getPort());
    }

    private void pass() {
        LockSupport.parkNanos(delay.toNanos());
    }

    @Override
    public void close() {
        relay.close();
    }
}
