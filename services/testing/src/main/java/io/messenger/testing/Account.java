package io.messenger.testing;

import io.messenger.contracts.DeviceId;
import io.messenger.contracts.UserId;

/// A user who is logged in on one device.
public record Account(
        UserId userId,
        String username,
        DeviceId deviceId,
        String accessToken,
        String refreshToken) {}
