package io.messenger.contracts;

import org.jspecify.annotations.Nullable;

/// What everybody may know of a user: what `user.changed` says, and the user of the REST answers.
///
/// @param about what users say of themselves, or null
/// @param avatarUrl where the picture is, relative to the public door, or null
/// @param version grows with each change: of two, the greater one is the later one
public record Profile(
        UserId userId,
        Username username,
        DisplayName displayName,
        @Nullable String about,
        @Nullable String avatarUrl,
        long version) {}
