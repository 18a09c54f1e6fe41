package io.messenger.auth;

import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An account as its owner sees it.
///
/// @param email null when there is none
/// @param secondFactor whether logins need a code
/// @param recoveryCodesLeft how many were not used yet
record AccountView(
        UserId userId,
        Username username,
        @Nullable String email,
        Instant createdAt,
        boolean secondFactor,
        long recoveryCodesLeft) {}
