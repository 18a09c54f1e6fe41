package io.messenger.gateway.limits;

import java.util.concurrent.TimeUnit;

/// So many a second, and so many at once after a time of silence.
///
/// @param perSecond 1 to a million
/// @param burst at least 1
public record Rate(int perSecond, int burst) {
    public Rate {
        if (perSecond < 1 || perSecond > 1_000_000 || burst < 1) {
            throw new IllegalArgumentException("no rate: " + perSecond + " a second, " + burst);
        }
    }

    /// What one costs.
    long nanos() {
        return TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /// What a full bucket holds.
    long capacity() {
        return nanos() * burst;
    }
}
