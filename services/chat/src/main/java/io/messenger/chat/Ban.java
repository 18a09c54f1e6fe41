package io.messenger.chat;

import io.messenger.contracts.UserId;
import java.time.Instant;

/// One who may not come back to a chat; also as the answer shows it.
record Ban(UserId userId, UserId bannedBy, Instant bannedAt) {}
