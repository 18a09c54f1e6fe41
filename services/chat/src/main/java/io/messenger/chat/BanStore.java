package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `ban`. Who writes to it holds the chat's lock.
record BanStore(DbExecute db) {
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    void insert(ChatId chat, Ban ban) {
        db.insert(
                """
                INSERT INTO ban (chat_id, user_id, banned_by, banned_at)
                VALUES (CAST(? AS uuid), CAST(? AS uuid), CAST(? AS uuid), CAST(? AS timestamptz))
                """,
                chat.toString(),
                ban.userId().toString(),
                ban.bannedBy().toString(),
                ban.bannedAt().toString());
    }

    void delete(ChatId chat, UserId user) {
        db.delete(
                "DELETE FROM ban WHERE chat_id = CAST(? AS uuid) AND user_id = CAST(? AS uuid)",
                chat.toString(),
                user.toString());
    }

    Optional<Ban> find(ChatId chat, UserId user) {
        return db.get(
                        """
                        SELECT user_id, banned_by, banned_at FROM ban
                        WHERE chat_id = CAST(? AS uuid) AND user_id = CAST(? AS uuid)
                        """,
                        chat.toString(),
                        user.toString())
                .map(BanStore::ban);
    }

    /// Those who are banned, by their ids.
    ///
    /// @param after the last one of the page before; null for the first page
    List<Ban> page(ChatId chat, @Nullable UserId after, int limit) {
        return Rows.list(
                db.query(
                        """
                        SELECT user_id, banned_by, banned_at FROM ban
                        WHERE chat_id = CAST(? AS uuid) AND user_id > CAST(? AS uuid)
                        ORDER BY user_id LIMIT ?
                        """,
                        chat.toString(),
                        Objects.requireNonNullElse(after, NOBODY).toString(),
                        limit),
                BanStore::ban);
    }

    private static Ban ban(DbRow row) {
        return new Ban(
                new UserId(Rows.uuid(row, "user_id")),
                new UserId(Rows.uuid(row, "banned_by")),
                Rows.instant(row, "banned_at"));
    }
}
