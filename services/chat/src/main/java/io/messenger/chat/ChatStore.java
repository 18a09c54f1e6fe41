package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.History;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `chat`.
record ChatStore(DbExecute db) {
    private static final String CHAT =
            "c.chat_id, c.type, c.title, c.created_by, c.created_at, c.pair_low, c.pair_high,"
                    + " c.about, c.history, c.avatar_id, c.version";
    private static final String MEMBERSHIP =
            "SELECT "
                    + CHAT
                    + ", "
                    + MemberStore.MEMBER
                    + " FROM chat c JOIN member m USING (chat_id)";

    /// Stores a new chat.
    ///
    /// @param key what its creator calls the request
    /// @return false when the pair has its direct chat already, or the creator a chat by that key
    boolean insert(Chat chat, @Nullable ClientMsgId key) {
        Pair pair = chat.pair();
        Title title = chat.title();
        return db.insert(
                        """
                        INSERT INTO chat
                            (chat_id, type, title, created_by, created_at, create_key, pair_low,
                            pair_high)
                        SELECT CAST(? AS uuid), ?, NULLIF(?, ''), CAST(? AS uuid),
                            CAST(? AS timestamptz), CAST(NULLIF(?, '') AS uuid), least(pair.one, pair.other),
                            greatest(pair.one, pair.other)
                        FROM (SELECT CAST(NULLIF(?, '') AS uuid) AS one,
                            CAST(NULLIF(?, '') AS uuid) AS other) pair
                        ON CONFLICT DO NOTHING
                        """,
                        chat.id().toString(),
                        chat.type().wire(),
                        title == null ? "" : title.text(),
                        chat.createdBy().toString(),
                        chat.createdAt().toString(),
                        key == null ? "" : key.toString(),
                        pair == null ? "" : pair.one().toString(),
                        pair == null ? "" : pair.other().toString())
                == 1;
    }

    /// Locks the chat until the transaction ends, if there is one.
    void lock(ChatId chat) {
        db.get("SELECT 1 FROM chat WHERE chat_id = CAST(? AS uuid) FOR UPDATE", chat.toString());
    }

    Optional<Chat> find(ChatId chat) {
        return db.get(
                        "SELECT " + CHAT + " FROM chat c WHERE c.chat_id = CAST(? AS uuid)",
                        chat.toString())
                .map(ChatStore::chat);
    }

    /// Locks what is between these two until the transaction ends: the making of their direct chat,
    /// and the blocks between them.
    void lock(Pair pair) {
        db.get(
                """
                SELECT 1 FROM pg_advisory_xact_lock(hashtext(least(?, ?)), hashtext(greatest(?, ?)))
                """,
                pair.one().toString(),
                pair.other().toString(),
                pair.one().toString(),
                pair.other().toString());
    }

    Optional<Membership> membership(ChatId chat, UserId user) {
        return db.get(
                        MEMBERSHIP
                                + """
                                 WHERE c.chat_id = CAST(? AS uuid) AND m.user_id = CAST(? AS uuid)
                                """,
                        chat.toString(),
                        user.toString())
                .map(ChatStore::membership);
    }

    /// The chat that `user` made by this key, if they are still there.
    Optional<Membership> made(UserId user, ClientMsgId key) {
        return db.get(
                        MEMBERSHIP
                                + """
                                 WHERE c.created_by = CAST(? AS uuid)
                                    AND c.create_key = CAST(? AS uuid) AND m.user_id = c.created_by
                                """,
                        user.toString(),
                        key.toString())
                .map(ChatStore::membership);
    }

    /// The direct chat of the pair, as `user`, one of them, meets it.
    Optional<Membership> direct(Pair pair, UserId user) {
        return db.get(
                        MEMBERSHIP
                                + """
                                 WHERE c.pair_low = least(CAST(? AS uuid), CAST(? AS uuid))
                                    AND c.pair_high = greatest(CAST(? AS uuid), CAST(? AS uuid))
                                    AND m.user_id = CAST(? AS uuid)
                                """,
                        pair.one().toString(),
                        pair.other().toString(),
                        pair.one().toString(),
                        pair.other().toString(),
                        user.toString())
                .map(ChatStore::membership);
    }

    /// Memberships of the user, newest chat first.
    ///
    /// @param before where the page before this one ended; null for the first
    List<Membership> of(UserId user, @Nullable ChatId before, int limit) {
        return Rows.list(
                db.query(
                        MEMBERSHIP
                                + """
                                 WHERE m.user_id = CAST(? AS uuid)
                                    AND m.chat_id < CAST(? AS uuid)
                                ORDER BY m.chat_id DESC LIMIT ?
                                """,
                        user.toString(),
                        Objects.requireNonNullElse(before, LAST).toString(),
                        limit),
                ChatStore::membership);
    }

    /// Stores what the change says; the rest stays.
    void change(ChatId chat, Op.Update change) {
        db.update(
                """
                UPDATE chat SET version = version + 1, title = coalesce(NULLIF(?, ''), title),
                    about = CASE WHEN ? = 1 THEN NULLIF(?, '') ELSE about END,
                    history = coalesce(NULLIF(?, ''), history)
                WHERE chat_id = CAST(? AS uuid)
                """,
                Objects.requireNonNullElse(change.title(), ""),
                change.about() == null ? 0 : 1,
                Objects.requireNonNullElse(change.about(), ""),
                change.history() == null ? "" : change.history().wire(),
                chat.toString());
    }

    /// Ends the chat: nobody is a member, no invitation opens. The row stays, so that its log keeps
    /// what was sent there last, and its maker's key makes no other one.
    void delete(ChatId chat, UserId by) {
        String id = chat.toString();
        db.update(
                "UPDATE chat SET deleted_by = CAST(? AS uuid) WHERE chat_id = CAST(? AS uuid)",
                by.toString(),
                id);
        db.delete("DELETE FROM invite WHERE chat_id = CAST(? AS uuid)", id);
        db.delete("DELETE FROM ban WHERE chat_id = CAST(? AS uuid)", id);
        new PictureStore(db).remove(chat);
        db.delete("DELETE FROM member WHERE chat_id = CAST(? AS uuid)", id);
    }

    /// Whether it is this user who deleted the chat.
    boolean isDeleted(ChatId chat, UserId by) {
        return db.get(
                        """
                        SELECT 1 FROM chat
                        WHERE chat_id = CAST(? AS uuid) AND deleted_by = CAST(? AS uuid)
                        """,
                        chat.toString(),
                        by.toString())
                .isPresent();
    }

    void setLastCommand(ChatId chat, CommandKey command) {
        db.update(
                """
                UPDATE chat SET last_sender = CAST(? AS uuid), last_command = CAST(? AS uuid)
                WHERE chat_id = CAST(? AS uuid)
                """,
                command.sender().toString(),
                command.id().toString(),
                chat.toString());
    }

    /// The newest command that this service sent to the chat's log.
    CommandKey lastCommand(ChatId chat) {
        return db.get(
                        """
                        SELECT last_sender, last_command FROM chat WHERE chat_id = CAST(? AS uuid)
                        """,
                        chat.toString())
                .map(row ->
                        new CommandKey(
                                new UserId(Rows.uuid(row, "last_sender")),
                                new ClientMsgId(Rows.uuid(row, "last_command"))))
                .orElseThrow();
    }

    private static Membership membership(DbRow row) {
        return new Membership(chat(row), MemberStore.member(row));
    }

    private static Chat chat(DbRow row) {
        String title = Rows.textOrNull(row, "title");
        ChatType type = ChatType.of(Rows.text(row, "type"));
        return new Chat(
                new ChatId(Rows.uuid(row, "chat_id")),
                type,
                title == null ? null : new Title(title),
                new About(Objects.requireNonNullElse(Rows.textOrNull(row, "about"), "")),
                type == ChatType.DIRECT ? pair(row) : null,
                History.of(Rows.text(row, "history")),
                Rows.uuidOrNull(row, "avatar_id"),
                new UserId(Rows.uuid(row, "created_by")),
                Rows.instant(row, "created_at"),
                Rows.number(row, "version"));
    }

    private static Pair pair(DbRow row) {
        return new Pair(
                new UserId(Rows.uuid(row, "pair_low")), new UserId(Rows.uuid(row, "pair_high")));
    }

    /// Above every id in use: a UUIDv7 cannot reach it.
    private static final ChatId LAST = new ChatId(new UUID(-1, -1));
}
