package io.messenger.auth;

import io.messenger.contracts.DisplayName;
import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;

/// The user that registration makes: its answer, and what the user service is told.
record NewProfile(UserId userId, Username username, DisplayName displayName) {}
