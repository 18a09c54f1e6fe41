package io.messenger.gateway.socket;

import java.time.Duration;

/// How much may wait for one peer. Above half of `bytes` or `frames`, ephemeral frames are dropped
/// and state is coalesced; beyond them, or when the oldest frame is older than `age`, the peer is
/// closed with 4008.
public record OutboxLimits(int bytes, int frames, Duration age) {
    /// The values of the protocol's documentation: 1 MiB, 1000 frames, 15 s.
    public static OutboxLimits defaults() {
        return new OutboxLimits(1 << 20, 1_000, Duration.ofSeconds(15));
    }
}
