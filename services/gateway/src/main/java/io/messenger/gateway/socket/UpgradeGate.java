package io.messenger.gateway.socket;

import java.util.Optional;

/// The logic's say before a handshake is accepted: everything this package checks was right.
@FunctionalInterface
public interface UpgradeGate {
    /// Accepts every handshake.
    UpgradeGate OPEN = request -> Optional.empty();

    /// Empty to accept. Must not block for long: nothing bounds how many run at once.
    Optional<Refusal> check(UpgradeRequest request);
}
