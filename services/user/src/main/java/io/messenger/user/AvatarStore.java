package io.messenger.user;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.util.Optional;
import java.util.UUID;

/// The SQL of pictures.
final class AvatarStore {
    private AvatarStore() {}

    /// In place of the one that is there.
    static void put(DbExecute db, UserId user, UUID avatar, byte[] image) {
        db.insert(
                """
                INSERT INTO avatar (avatar_id, user_id, image)
                VALUES (CAST(? AS uuid), CAST(? AS uuid), ?)
                ON CONFLICT (user_id)
                    DO UPDATE SET avatar_id = excluded.avatar_id, image = excluded.image
                """,
                avatar.toString(),
                user.toString(),
                image);
    }

    static void remove(DbExecute db, UserId user) {
        db.delete("DELETE FROM avatar WHERE user_id = CAST(? AS uuid)", user.toString());
    }

    static Optional<byte[]> find(DbExecute db, UUID avatar) {
        return db.get(
                        "SELECT image FROM avatar WHERE avatar_id = CAST(? AS uuid)",
                        avatar.toString())
                .map(row -> Rows.bytes(row, "image"));
    }
}
