package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ChatId;
import io.messenger.platform.Rows;
import java.util.Optional;
import java.util.UUID;

/// The table `avatar`, and what `chat` says of it.
record PictureStore(DbExecute db) {
    /// In place of the one that is there.
    void put(ChatId chat, UUID avatar, byte[] image) {
        db.insert(
                """
                INSERT INTO avatar (chat_id, avatar_id, image)
                VALUES (CAST(? AS uuid), CAST(? AS uuid), ?)
                ON CONFLICT (chat_id)
                    DO UPDATE SET avatar_id = excluded.avatar_id, image = excluded.image
                """,
                chat.toString(),
                avatar.toString(),
                image);
        name(chat, avatar.toString());
    }

    void remove(ChatId chat) {
        db.delete("DELETE FROM avatar WHERE chat_id = CAST(? AS uuid)", chat.toString());
        name(chat, "");
    }

    private void name(ChatId chat, String avatar) {
        db.update(
                """
                UPDATE chat SET version = version + 1, avatar_id = CAST(NULLIF(?, '') AS uuid)
                WHERE chat_id = CAST(? AS uuid)
                """,
                avatar,
                chat.toString());
    }

    Optional<byte[]> find(UUID avatar) {
        return db.get(
                        "SELECT image FROM avatar WHERE avatar_id = CAST(? AS uuid)",
                        avatar.toString())
                .map(row -> Rows.bytes(row, "image"));
    }
}
