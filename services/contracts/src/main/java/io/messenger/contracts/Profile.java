package io.messenger.contracts;

import org.jspecify.annotations.Nullable;

/// What everybody may know of a user: the value of `user.changed` and the user of the REST answers.
///
/// @param about what users say of themselves, or null
public record Profile(
        UserId userId, Username username, DisplayName displayName, @Nullable String about) {}
