package io.messenger.proof;

import io.messenger.contracts.DeviceId;
import io.messenger.contracts.UserId;

/// A user with one device that is logged in.
record Person(UserId userId, DeviceId deviceId, String token) {}
