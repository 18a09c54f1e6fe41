package io.messenger.gateway.socket;

/// How many sockets there may be.
///
/// @param total in all; beyond: HTTP 503
/// @param perAddress from one client address; beyond: HTTP 429
/// @param strangers that have not authenticated yet, in all; beyond: HTTP 503
/// @param strangersPerAddress the same from one client address; beyond: HTTP 429
public record PlaceLimits(int total, int perAddress, int strangers, int strangersPerAddress) {
    public PlaceLimits {
        if (Math.min(Math.min(total, perAddress), Math.min(strangers, strangersPerAddress)) < 1) {
            throw new IllegalArgumentException("Limits of sockets must be positive");
        }
    }

    /// 100,000 sockets, 1,000 from one address; strangers 10,000 and 100.
    public static PlaceLimits defaults() {
        return new PlaceLimits(100_000, 1_000, 10_000, 100);
    }

    PlaceLimits withTotal(int other) {
        return new PlaceLimits(other, perAddress, strangers, strangersPerAddress);
    }
}
