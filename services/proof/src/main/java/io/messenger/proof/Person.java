package io.messenger.proof;

import io.messenger.contracts.DeviceId;
import io.messenger.contracts.UserId;
import java.time.Instant;

/// A user with one device that is logged in.
///
/// @param until when the token is good no more
record Person(UserId userId, DeviceId deviceId, String token, Instant until) {}
