package io.messenger.message;

import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/// Large histories, written past the log: for measurements and plans, where the log would take too
/// long. Everything is as the log would have written it.
final class Fill {
    private Fill() {}

    /// Chats of a user with `messages` entries each. Half of them are direct, the others groups of
    /// five.
    static List<UUID> chats(Connection connection, UserId user, int chats, int messages)
            throws SQLException {
        List<UUID> ids =
                Rows.list(
                        connection,
                        """
                        INSERT INTO chat (chat_id, type, title, created_by, created_at, head_seq,
                                          last_msg_no)
                        SELECT uuidv7(), CASE n % 2 WHEN 0 THEN 'direct' ELSE 'group' END,
                               'Chat ' || n, ?, now(), ?, ?
                        FROM generate_series(1, ?) AS n
                        RETURNING chat_id
                        """,
                        row -> Sql.uuid(row, "chat_id"),
                        user.value(),
                        messages,
                        messages - 1,
                        chats);
        members(connection, ids);
        messages(connection, ids, 1, messages);
        // Keeps the follower from them, which would have to work long; it may have begun.
        Sql.update(
                connection,
                """
                INSERT INTO searched (chat_id, seq) SELECT unnest(?), ?
                ON CONFLICT (chat_id) DO UPDATE SET seq = excluded.seq
                """,
                uuids(connection, ids),
                messages);
        return ids;
    }

    /// The creator, and one or four others, who are in many chats too.
    private static void members(Connection connection, List<UUID> chats) throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO member (chat_id, user_id, role, joined_seq, read_seq, read_msg_no,
                                    received_seq)
                SELECT c.chat_id, CASE n
                       WHEN 1 THEN c.created_by
                       ELSE CAST(md5(abs(hashtext(CAST(c.chat_id AS text))) % 1000 || '-' || n) AS uuid)
                       END,
                       CASE WHEN n = 1 AND c.type = 'group' THEN 'owner' ELSE 'member' END, 1, 1, 0, 1
                FROM chat c
                CROSS JOIN generate_series(1, CASE c.type WHEN 'direct' THEN 2 ELSE 5 END) AS n
                WHERE c.chat_id = ANY (?)
                """,
                uuids(connection, chats));
    }

    /// Entries of each chat; the first one of all is its creation.
    static void messages(Connection connection, List<UUID> chats, long from, long to)
            throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO message (chat_id, seq, change_seq, msg_no, sender_id, client_msg_id, kind,
                                     body, sent_at)
                SELECT c.chat_id, n, n, n - 1, c.created_by, uuidv7(), (n = 1)::int,
                       CASE n
                       WHEN 1 THEN '{"type":"chat.created"}'
                       ELSE '{"type":"text","text":"Число ' || n || ' divides ' || 2 * n
                            || ', не правда ли? Прочитали все, nobody doubted the numbers."}'
                       END,
                       c.created_at
                FROM chat c CROSS JOIN generate_series(?, ?) AS n
                WHERE c.chat_id = ANY (?)
                """,
                from,
                to,
                uuids(connection, chats));
    }

    /// Makes what [#messages] wrote the end of these chats.
    static void moveHeads(Connection connection, List<UUID> chats, long head) throws SQLException {
        Sql.update(
                connection,
                """
                WITH moved AS (UPDATE chat SET head_seq = ?, last_msg_no = ? WHERE chat_id = ANY (?))
                UPDATE searched SET seq = ? WHERE chat_id = ANY (?)
                """,
                head,
                head - 1,
                uuids(connection, chats),
                head,
                uuids(connection, chats));
    }

    /// Of all messages there are, one in twenty is changed, one in twenty hidden by the chat's
    /// creator, one in fifty has reactions, one in five is known as an operation too; and all are
    /// found by some of their words.
    static void rest(Connection connection) throws SQLException {
        run(connection, "DELETE FROM message WHERE seq % 20 = 0");
        run(connection, "UPDATE message SET change_seq = seq + 7 WHERE seq % 20 = 13");
        run(
                connection,
                """
                INSERT INTO hidden (chat_id, user_id, seq, head_seq)
                SELECT chat_id, sender_id, seq, seq FROM message WHERE seq % 20 = 3
                """);
        run(
                connection,
                """
                UPDATE member m SET hidden_head = h.head_seq
                FROM (SELECT chat_id, user_id, max(head_seq) AS head_seq FROM hidden
                      GROUP BY chat_id, user_id) h
                WHERE h.chat_id = m.chat_id AND h.user_id = m.user_id
                """);
        run(connection, "UPDATE message SET reacted = true WHERE seq % 50 = 2");
        run(
                connection,
                """
                INSERT INTO reaction (chat_id, seq, emoji, user_id, at_seq)
                SELECT chat_id, seq, emoji, gen_random_uuid(), seq
                FROM message CROSS JOIN unnest(ARRAY['yes', 'yes', 'no']) AS emoji
                WHERE reacted
                """);
        run(
                connection,
                """
                INSERT INTO operation (chat_id, sender_id, client_msg_id, seq, target, event)
                SELECT chat_id, sender_id, client_msg_id, seq, seq, '{}' FROM message WHERE seq % 5 = 2
                """);
        run(
                connection,
                """
                INSERT INTO search (chat_id, seq, sent_at, words)
                SELECT chat_id, seq, sent_at, array_to_tsvector(ARRAY[
                           s || 'число', s || 'числ', s || seq, s || 2 * seq, s || 'не', s || 'правда',
                           s || 'правд', s || 'numbers', s || 'number', s || 'the', s || 'divides'])
                FROM message CROSS JOIN LATERAL translate(
                    encode(substring(uuid_send(chat_id) FROM 11), 'base64'), '+/', '-_') AS s
                WHERE kind = 0
                """);
    }

    /// Has the planner know what is there, as autovacuum would in a while.
    static void analyze(Connection connection) throws SQLException {
        run(connection, "VACUUM ANALYZE");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static java.sql.Array uuids(Connection connection, List<UUID> ids) throws SQLException {
        return Sql.array(connection, "uuid", ids, id -> id);
    }
}
