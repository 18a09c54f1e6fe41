package io.messenger.proof.judge;

import io.messenger.contracts.ConnId;
import io.messenger.contracts.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the run knows, and no client of it: read beside the logs.
///
/// @param registry the connections of the run's users that count in Redis at the end, when the logs
///   do; empty when nobody looked
/// @param faults what was done to the messenger
public record Outside(Optional<List<Registered>> registry, List<Fault> faults) {
    /// Nobody looked, and nothing was done.
    public static final Outside NOTHING = new Outside(Optional.empty(), List.of());

    public Outside {
        registry = registry.map(List::copyOf);
        faults = List.copyOf(faults);
    }

    /// A connection to which events of a user are routed.
    public record Registered(UserId user, ConnId connection) {}

    /// Something that was done to the messenger, and is over.
    ///
    /// @param over when, in milliseconds since 1970, by the clock of the logs
    /// @param budget how soon after that all is as before
    public record Fault(String name, long over, Duration budget) {}
}
