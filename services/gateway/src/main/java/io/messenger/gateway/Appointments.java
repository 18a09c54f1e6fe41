package io.messenger.gateway;

import java.time.Duration;
import java.util.function.LongSupplier;

/// When those come back who were refused because too many came at once: one after the other, a
/// little faster than the gateway lets them in, so that it is neither run over nor idle.
///
/// Threads share it.
final class Appointments {
    static final Duration SOONEST = Duration.ofSeconds(1);

    /// Not everybody comes: who does gets another one then.
    static final Duration LATEST = Duration.ofSeconds(15);

    /// How many are let in a second, until it has been seen, and at least.
    static final double ASSUMED = 1_000;

    static final double SLOWEST = 100;

    /// So much more than are let in may come.
    static final double MORE = 1.25;

    /// The pace is that of a second in which somebody was refused all the time, or nearly so.
    private static final long WINDOW = Duration.ofSeconds(1).toNanos();

    private static final long STALE = Duration.ofSeconds(3).toNanos();

    private final LongSupplier nanoTime;
    private double pace = ASSUMED;
    private long windowBegan;
    private int letIn;
    private long last;

    /// @param nanoTime a clock that only runs on, see [System#nanoTime]
    Appointments(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.windowBegan = nanoTime.getAsLong() - STALE;
        this.last = nanoTime.getAsLong();
    }

    /// Somebody was let in.
    synchronized void letIn() {
        letIn++;
    }

    /// The next one, for somebody who is refused.
    synchronized Duration next() {
        long now = nanoTime.getAsLong();
        measure(now);
        long step = (long) (1e9 / (pace * MORE));
        last = Math.max(last + step, now + SOONEST.toNanos());
        last = Math.min(last, now + LATEST.toNanos());
        return Duration.ofNanos(last - now);
    }

    private void measure(long now) {
        long passed = now - windowBegan;
        if (passed < WINDOW) {
            return;
        }
        if (passed < STALE) {
            pace = Math.max(SLOWEST, letIn * 1e9 / passed);
        }
        windowBegan = now;
        letIn = 0;
    }
}
