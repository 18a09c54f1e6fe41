package io.messenger.contracts;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then random bits, so that ids made later
/// sort later and indexes grow at their end.
///
/// Threads may share it when they may share its random generator.
public final class IdSource {
    private final Clock clock;
    private final RandomGenerator random;

    public IdSource(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// A new id, unique for all practical purposes: 74 of its bits are random.
    public UUID next() {
        long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
