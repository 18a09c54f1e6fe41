package io.messenger.user;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.Pictures;
import io.messenger.platform.Precondition;
import java.util.UUID;
import java.util.function.Supplier;

/// The pictures of users. Each is named anew and at random: whoever knows the name may see it, and
/// what a name shows never changes. Threads share it.
///
/// @param names unguessable and never the same
record Avatars(Database database, Profiles profiles, Pictures images, Supplier<UUID> names) {
    static final String PATH = "/v1/avatars/";

    /// Where a picture is.
    static String url(UUID avatar) {
        return PATH + avatar;
    }

    /// Makes what was uploaded the user's picture.
    ///
    /// @throws ApiException as [Pictures#of], and as [Profiles#change]
    OwnProfile put(UserId user, byte[] upload, Precondition precondition) {
        byte[] image = images.of(upload);
        UUID name = names.get();
        return profiles.change(
                user,
                precondition,
                (db, before) -> {
                    AvatarStore.put(db, user, name, image);
                    return before.with(name);
                });
    }

    /// Takes the user's picture away; that there is none is no failure.
    void remove(UserId user, Precondition precondition) {
        profiles.change(
                user,
                precondition,
                (db, before) -> {
                    AvatarStore.remove(db, user);
                    return before.with(null);
                });
    }

    /// A picture, a JPEG.
    ///
    /// @throws ApiException `not_found`
    byte[] find(UUID avatar) {
        return database.read(db -> AvatarStore.find(db, avatar)).orElseThrow(Pictures::none);
    }
}
