package io.messenger.contracts;

import java.time.Instant;

/// The value of `user.seen`: the user's last connection ended then.
public record LastSeen(UserId userId, Instant at) {}
