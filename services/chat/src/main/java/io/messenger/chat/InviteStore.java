package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `invite`. Who writes to it holds the chat's lock.
record InviteStore(DbExecute db) {
    private static final String INVITE =
            "SELECT invite_id, chat_id, created_by, created_at, expires_at, max_uses, uses"
                    + " FROM invite ";

    /// Above every id in use.
    private static final InviteId LAST = new InviteId(new UUID(-1, -1));

    void insert(Invite invite, InviteCode code) {
        Instant expires = invite.expiresAt();
        db.insert(
                """
                INSERT INTO invite
                    (invite_id, chat_id, code_hash, created_by, created_at, expires_at, max_uses)
                VALUES (CAST(? AS uuid), CAST(? AS uuid), decode(?, 'hex'), CAST(? AS uuid),
                    CAST(? AS timestamptz), CAST(NULLIF(?, '') AS timestamptz), NULLIF(?, 0))
                """,
                invite.inviteId().toString(),
                invite.chatId().toString(),
                code.hash(),
                invite.createdBy().toString(),
                invite.createdAt().toString(),
                expires == null ? "" : expires.toString(),
                Objects.requireNonNullElse(invite.maxUses(), 0));
    }

    Optional<Invite> find(InviteCode code) {
        return db.get(INVITE + "WHERE code_hash = decode(?, 'hex')", code.hash())
                .map(InviteStore::invite);
    }

    /// The chat's invites, newest first.
    ///
    /// @param before where the page before this one ended; null for the first
    List<Invite> page(ChatId chat, @Nullable InviteId before, int limit) {
        return Rows.list(
                db.query(
                        INVITE
                                + """
                                WHERE chat_id = CAST(? AS uuid) AND invite_id < CAST(? AS uuid)
                                ORDER BY invite_id DESC LIMIT ?
                                """,
                        chat.toString(),
                        Objects.requireNonNullElse(before, LAST).toString(),
                        limit),
                InviteStore::invite);
    }

    long count(ChatId chat) {
        return db.get(
                        "SELECT count(*) AS invites FROM invite WHERE chat_id = CAST(? AS uuid)",
                        chat.toString())
                .map(row -> Rows.number(row, "invites"))
                .orElseThrow();
    }

    void use(Invite invite) {
        db.update(
                "UPDATE invite SET uses = uses + 1 WHERE invite_id = CAST(? AS uuid)",
                invite.inviteId().toString());
    }

    /// Forgets one.
    ///
    /// @return false when the chat has no such invite
    boolean delete(ChatId chat, InviteId invite) {
        return db.delete(
                        """
                        DELETE FROM invite
                        WHERE chat_id = CAST(? AS uuid) AND invite_id = CAST(? AS uuid)
                        """,
                        chat.toString(),
                        invite.toString())
                == 1;
    }

    void deleteAll(ChatId chat) {
        db.delete("DELETE FROM invite WHERE chat_id = CAST(? AS uuid)", chat.toString());
    }

    /// Those that a user made.
    void deleteOf(ChatId chat, UserId user) {
        db.delete(
                """
                DELETE FROM invite
                WHERE chat_id = CAST(? AS uuid) AND created_by = CAST(? AS uuid)
                """,
                chat.toString(),
                user.toString());
    }

    /// Those that let nobody in any more.
    void deleteClosed(ChatId chat, Instant now) {
        db.delete(
                """
                DELETE FROM invite
                WHERE chat_id = CAST(? AS uuid)
                    AND (expires_at <= CAST(? AS timestamptz) OR uses >= max_uses)
                """,
                chat.toString(),
                now.toString());
    }

    private static Invite invite(DbRow row) {
        Long most = Rows.numberOrNull(row, "max_uses");
        return new Invite(
                new InviteId(Rows.uuid(row, "invite_id")),
                new ChatId(Rows.uuid(row, "chat_id")),
                new UserId(Rows.uuid(row, "created_by")),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "expires_at"),
                most == null ? null : most.intValue(),
                (int) Rows.number(row, "uses"));
    }
}
