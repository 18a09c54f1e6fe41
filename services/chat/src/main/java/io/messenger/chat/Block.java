package io.messenger.chat;

import io.messenger.contracts.UserId;
import java.time.Instant;

/// A user whose messages another one refuses; also as the answer shows it.
record Block(UserId userId, Instant blockedAt) {}
