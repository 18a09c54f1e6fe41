package io.messenger.platform;

import io.messenger.contracts.DeviceId;
import io.messenger.contracts.SessionId;
import io.messenger.contracts.UserId;
import java.time.Instant;

/// Who a valid access token speaks for.
///
/// @param expiresAt when the token stops being good
public record Principal(UserId userId, DeviceId deviceId, SessionId sessionId, Instant expiresAt) {}
