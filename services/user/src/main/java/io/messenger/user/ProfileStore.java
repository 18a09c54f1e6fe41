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
import java.util.stream.Collectors;

/// The SQL of profiles.
final class ProfileStore {
    private ProfileStore() {}

    /// Stores a new profile; one that is there already stays as it is.
    ///
    /// @return whether it is new
    static boolean add(DbExecute db, Profile profile) {
        return db.insert(
                        """
                        INSERT INTO profile (user_id, username, display_name, about)
                        VALUES (CAST(? AS uuid), ?, ?, ?)
                        ON CONFLICT (user_id) DO NOTHING
                        """,
                        profile.userId().toString(),
                        profile.username().value(),
                        profile.displayName().value(),
                        profile.about())
                == 1;
    }

    static void update(DbExecute db, Profile profile) {
        db.update(
                """
                UPDATE profile SET display_name = ?, about = ? WHERE user_id = CAST(? AS uuid)
                """,
                profile.displayName().value(),
                profile.about(),
                profile.userId().toString());
    }

    static Optional<Profile> find(DbExecute db, UserId user) {
        return db.get(
                        """
                        SELECT user_id, username, display_name, about FROM profile
                        WHERE user_id = CAST(? AS uuid)
                        """,
                        user.toString())
                .map(ProfileStore::profile);
    }

    /// The profile, locked until the end of the transaction.
    static Optional<Profile> lock(DbExecute db, UserId user) {
        return db.get(
                        """
                        SELECT user_id, username, display_name, about FROM profile
                        WHERE user_id = CAST(? AS uuid) FOR UPDATE
                        """,
                        user.toString())
                .map(ProfileStore::profile);
    }

    /// Those of `users` that exist, in no order.
    static List<Profile> find(DbExecute db, Collection<UserId> users) {
        String ids =
                users.stream().map(UserId::toString).collect(Collectors.joining(",", "{", "}"));
        return Rows.list(
                db.query(
                        """
                        SELECT user_id, username, display_name, about FROM profile
                        WHERE user_id = ANY (CAST(? AS uuid[]))
                        """,
                        ids),
                ProfileStore::profile);
    }

    static Profile profile(DbRow row) {
        return new Profile(
                new UserId(Rows.uuid(row, "user_id")),
                new Username(Rows.text(row, "username")),
                new DisplayName(Rows.text(row, "display_name")),
                Rows.textOrNull(row, "about"));
    }
}
