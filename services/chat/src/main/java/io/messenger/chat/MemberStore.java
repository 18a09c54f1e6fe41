package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The table `member`. Who writes to it holds the chat's lock, or made the chat.
record MemberStore(DbExecute db) {
    static final String MEMBER =
            "m.user_id, m.role, m.join_no, m.join_sender, m.join_command, m.joined_seq, m.archived,"
                    // One that is over is none.
                    + " CASE WHEN m.muted_until > now() THEN m.muted_until END AS muted_until";

    /// Adds members, in this order of joining.
    void insert(ChatId chat, List<Op.Founder> members, CommandKey command) {
        db.insert(
                """
                INSERT INTO member (chat_id, user_id, role, join_sender, join_command)
                SELECT CAST(? AS uuid), n.user_id, n.role, CAST(? AS uuid), CAST(? AS uuid)
                FROM unnest(CAST(? AS uuid[]), CAST(? AS text[])) WITH ORDINALITY
                    AS n (user_id, role, place)
                ORDER BY n.place
                """,
                chat.toString(),
                command.sender().toString(),
                command.id().toString(),
                array(members, member -> member.userId().toString()),
                array(members, member -> member.role().wire()));
    }

    Optional<Member> find(ChatId chat, UserId user) {
        return db.get(
                        "SELECT "
                                + MEMBER
                                + """
                                 FROM member m
                                WHERE m.chat_id = CAST(? AS uuid) AND m.user_id = CAST(? AS uuid)
                                """,
                        chat.toString(),
                        user.toString())
                .map(MemberStore::member);
    }

    /// Members in the order of joining.
    ///
    /// @param after the `join_no` at which the page before this one ended; 0 for the first
    List<Member> page(ChatId chat, long after, int limit) {
        return Rows.list(
                db.query(
                        "SELECT "
                                + MEMBER
                                + """
                                 FROM member m
                                WHERE m.chat_id = CAST(? AS uuid) AND m.join_no > ?
                                ORDER BY m.join_no LIMIT ?
                                """,
                        chat.toString(),
                        after,
                        limit),
                MemberStore::member);
    }

    long count(ChatId chat) {
        return db.get(
                        "SELECT count(*) AS members FROM member WHERE chat_id = CAST(? AS uuid)",
                        chat.toString())
                .map(row -> Rows.number(row, "members"))
                .orElseThrow();
    }

    /// The one who comes first when `user` is gone: the oldest of the highest role.
    Optional<Member> firstBeside(ChatId chat, UserId user) {
        return db.get(
                        "SELECT "
                                + MEMBER
                                + """
                                 FROM member m
                                WHERE m.chat_id = CAST(? AS uuid) AND m.user_id <> CAST(? AS uuid)
                                ORDER BY array_position(
                                    ARRAY['owner', 'admin', 'member', 'reader'], m.role), m.join_no
                                LIMIT 1
                                """,
                        chat.toString(),
                        user.toString())
                .map(MemberStore::member);
    }

    void setRole(ChatId chat, UserId user, Role role) {
        db.update(
                """
                UPDATE member SET role = ?
                WHERE chat_id = CAST(? AS uuid) AND user_id = CAST(? AS uuid)
                """,
                role.wire(),
                chat.toString(),
                user.toString());
    }

    void setKeep(ChatId chat, UserId user, Op.Keep keep) {
        Instant until = keep.mutedUntil();
        db.update(
                """
                UPDATE member SET muted_until = CAST(NULLIF(?, '') AS timestamptz), archived = ?
                WHERE chat_id = CAST(? AS uuid) AND user_id = CAST(? AS uuid)
                """,
                until == null ? "" : until.toString(),
                keep.archived(),
                chat.toString(),
                user.toString());
    }

    void delete(ChatId chat, UserId user) {
        db.delete(
                """
                DELETE FROM member WHERE chat_id = CAST(? AS uuid) AND user_id = CAST(? AS uuid)
                """,
                chat.toString(),
                user.toString());
    }

    /// Keeps the seq of a command for all whom it made members.
    void setJoinedSeq(ChatId chat, CommandKey command, long seq) {
        db.update(
                """
                UPDATE member SET joined_seq = ?
                WHERE chat_id = CAST(? AS uuid) AND join_command = CAST(? AS uuid)
                    AND joined_seq IS NULL
                """,
                seq,
                chat.toString(),
                command.id().toString());
    }

    static Member member(DbRow row) {
        return new Member(
                new UserId(Rows.uuid(row, "user_id")),
                Role.of(Rows.text(row, "role")),
                Rows.number(row, "join_no"),
                new CommandKey(
                        new UserId(Rows.uuid(row, "join_sender")),
                        new ClientMsgId(Rows.uuid(row, "join_command"))),
                Rows.numberOrNull(row, "joined_seq"),
                Rows.instantOrNull(row, "muted_until"),
                row.column("archived").get(Boolean.class));
    }

    /// PostgreSQL's text form of an array; ids and roles need no quotes.
    private static String array(List<Op.Founder> members, Function<Op.Founder, String> item) {
        return members.stream().map(item).collect(Collectors.joining(",", "{", "}"));
    }
}
