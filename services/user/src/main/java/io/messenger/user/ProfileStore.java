package io.messenger.user;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.DisplayName;
import io.messenger.contracts.Profile;
import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;
import io.messenger.platform.Rows;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The SQL of profiles.
final class ProfileStore {
    private ProfileStore() {}

    /// Stores a new profile; one that is there already stays as it is.
    ///
    /// @return whether it is new
    static boolean add(DbExecute db, OwnProfile profile) {
        return db.insert(
                        """
                        INSERT INTO profile (user_id, username, display_name, about, version)
                        VALUES (CAST(? AS uuid), ?, ?, ?, ?)
                        ON CONFLICT (user_id) DO NOTHING
                        """,
                        profile.userId().toString(),
                        profile.username().value(),
                        profile.displayName().value(),
                        profile.about(),
                        profile.version())
                == 1;
    }

    static void update(DbExecute db, OwnProfile profile) {
        db.update(
                """
                UPDATE profile SET display_name = ?, about = ?, locale = ?,
                    avatar_id = CAST(? AS uuid), version = ?
                WHERE user_id = CAST(? AS uuid)
                """,
                profile.displayName().value(),
                profile.about(),
                profile.locale(),
                text(profile.avatar()),
                profile.version(),
                profile.userId().toString());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    /// With the picture, the settings and what it is found by.
    static long remove(DbExecute db, UserId user) {
        return db.delete("DELETE FROM profile WHERE user_id = CAST(? AS uuid)", user.toString());
    }

    static Optional<OwnProfile> find(DbExecute db, UserId user) {
        return db.get(
                        """
                        SELECT user_id, username, display_name, about, locale, avatar_id, version
                        FROM profile WHERE user_id = CAST(? AS uuid)
                        """,
                        user.toString())
                .map(ProfileStore::profile);
    }

    /// The profile, locked until the end of the transaction.
    static Optional<OwnProfile> lock(DbExecute db, UserId user) {
        return db.get(
                        """
                        SELECT user_id, username, display_name, about, locale, avatar_id, version
                        FROM profile WHERE user_id = CAST(? AS uuid) FOR UPDATE
                        """,
                        user.toString())
                .map(ProfileStore::profile);
    }

    /// Those of `users` that exist, in no order.
    static List<Profile> find(DbExecute db, Collection<UserId> users) {
        return Rows.list(
                db.query(
                        """
                        SELECT user_id, username, display_name, about, locale, avatar_id, version
                        FROM profile WHERE user_id = ANY (CAST(? AS uuid[]))
                        """,
                        array(users)),
                row -> profile(row).shown());
    }

    static OwnProfile profile(DbRow row) {
        return new OwnProfile(
                new UserId(Rows.uuid(row, "user_id")),
                new Username(Rows.text(row, "username")),
                new DisplayName(Rows.text(row, "display_name")),
                Rows.textOrNull(row, "about"),
                Rows.textOrNull(row, "locale"),
                Rows.uuidOrNull(row, "avatar_id"),
                Rows.number(row, "version"));
    }

    /// Something as the text of a PostgreSQL array.
    static String array(Collection<?> items) {
        return items.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
