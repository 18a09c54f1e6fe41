package io.messenger.auth;

import io.messenger.contracts.SessionId;
import io.messenger.contracts.UserId;
import java.time.Duration;
import java.time.Instant;

/// A login of a user on a device, as it is stored.
record Session(SessionId id, UserId userId, Device device, Instant createdAt, Instant lastUsedAt) {
    /// Whether it was not used for so long that it is over.
    boolean over(Instant now, Duration idle) {
        return !now.isBefore(lastUsedAt.plus(idle));
    }
}
