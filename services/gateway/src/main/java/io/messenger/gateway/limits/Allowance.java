package io.messenger.gateway.limits;

/// What one user or one address may still say now. Threads share it.
final class Allowance {
    private final Bucket frames;
    private final Bucket sends;

    Allowance(long now) {
        this.frames = new Bucket(now);
        this.sends = new Bucket(now);
    }

    Bucket frames() {
        return frames;
    }

    Bucket sends() {
        return sends;
    }

    /// True when a new one would be the same.
    boolean untouched(long now) {
        return frames.full(now) && sends.full(now);
    }
}
