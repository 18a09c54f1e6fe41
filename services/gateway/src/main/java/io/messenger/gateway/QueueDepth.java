package io.messenger.gateway;

import io.messenger.gateway.socket.Connections;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;

/// How much waits to be written. It looks at every socket, so at most once a second. Threads share
/// it.
final class QueueDepth {
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final Connections connections;
    private LongSummaryStatistics bytes = new LongSummaryStatistics();
    private long at;

    QueueDepth(Connections connections) {
        this.connections = connections;
        this.at = System.nanoTime() - FRESH;
    }

    /// Of all peers, in bytes.
    long sum() {
        return look().getSum();
    }

    /// Of the slowest peer, in bytes.
    long max() {
        return Math.max(0, look().getMax());
    }

    private synchronized LongSummaryStatistics look() {
        long now = System.nanoTime();
        if (now - at >= FRESH) {
            LongSummaryStatistics fresh = new LongSummaryStatistics();
            connections.forEach(connection -> fresh.accept(connection.queuedBytes()));
            bytes = fresh;
            at = now;
        }
        return bytes;
    }
}
