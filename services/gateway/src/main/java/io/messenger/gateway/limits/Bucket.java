package io.messenger.gateway.limits;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/// A token bucket that is one number: the time at which it will be full again. Threads share it.
public final class Bucket {
    private static final AtomicLongFieldUpdater<Bucket> FULL_AT =
            AtomicLongFieldUpdater.newUpdater(Bucket.class, "fullAt");

    private volatile long fullAt;

    /// A full bucket.
    ///
    /// @param now the clock of all calls, as `System::nanoTime`
    public Bucket(long now) {
        this.fullAt = now;
    }

    /// Takes a token.
    ///
    /// @return 0, or in how many nanoseconds there will be one; then none was taken
    public long take(Rate rate, long now) {
        while (true) {
            long full = fullAt;
            long next = (full - now > 0 ? full : now) + rate.nanos();
            long wait = next - now - rate.capacity();
            if (wait > 0) {
                return wait;
            }
            if (FULL_AT.compareAndSet(this, full, next)) {
                return 0;
            }
        }
    }

    /// Gives a token back that was not used.
    void give(Rate rate) {
        FULL_AT.addAndGet(this, -rate.nanos());
    }

    boolean full(long now) {
        return now - fullAt >= 0;
    }
}
