package io.messenger.user;

import io.messenger.contracts.DisplayName;
import io.messenger.contracts.Profile;
import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A profile as its user has it: with what is nobody else's business.
///
/// @param about what users say of themselves, or null
/// @param locale the language the user reads, a tag of BCP 47, or null
/// @param avatar the name of the picture, or null
/// @param version grows with each change
record OwnProfile(
        UserId userId,
        Username username,
        DisplayName displayName,
        @Nullable String about,
        @Nullable String locale,
        @Nullable UUID avatar,
        long version) {

    /// One that was never changed.
    static OwnProfile made(UserId userId, Username username, DisplayName displayName) {
        return new OwnProfile(userId, username, displayName, null, null, null, 1);
    }

    /// What everybody may know.
    Profile shown() {
        return new Profile(
                userId,
                username,
                displayName,
                about,
                avatar == null ? null : Avatars.url(avatar),
                version);
    }

    /// The same with another picture, or none.
    OwnProfile with(@Nullable UUID newAvatar) {
        return new OwnProfile(userId, username, displayName, about, locale, newAvatar, version);
    }

    /// The same as the next version.
    OwnProfile next() {
        return new OwnProfile(userId, username, displayName, about, locale, avatar, version + 1);
    }
}
