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
    static void chats(Connection connection, UserId user, int chats, int messages)
            throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO chat (chat_id, type, title, created_by, created_at, head_seq, last_msg_no)
                SELECT uuidv7(), CASE n % 2 WHEN 0 THEN 'direct' ELSE 'group' END, 'Chat ' || n,
                       ?, now(), ?, ? - 1
                FROM generate_series(1, ?) AS n
                """,
                user.value(),
                messages,
                messages,
                chats);
        members(connection, user);
        for (UUID chat : chatsOf(connection, user)) {
            messages(connection, chat, 1, messages);
        }
    }

    /// The creator, and one or four others.
    private static void members(Connection connection, UserId user) throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO member (chat_id, user_id, role, joined_seq, read_seq, read_msg_no,
                                    received_seq)
                SELECT c.chat_id, CASE n WHEN 1 THEN c.created_by ELSE uuidv7() END,
                       CASE WHEN n = 1 AND c.type = 'group' THEN 'owner' ELSE 'member' END, 1, 1, 0, 1
                FROM chat c
                CROSS JOIN generate_series(1, CASE c.type WHEN 'direct' THEN 2 ELSE 5 END) AS n
                WHERE c.created_by = ?
                """,
                user.value());
    }

    /// Entries of a chat; the first one of all is its creation.
    static void messages(Connection connection, UUID chat, long from, long to) throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO message (chat_id, seq, change_seq, msg_no, sender_id, client_msg_id, kind,
                                     body, sent_at)
                SELECT c.chat_id, n, n, n - 1, c.created_by, gen_random_uuid(), (n = 1)::int,
                       CASE n
                       WHEN 1 THEN '{"type":"chat.created"}'
                       ELSE '{"type":"text","text":"Число ' || n || ' divides ' || 2 * n
                            || ', не правда ли? Прочитали все, nobody doubted the numbers."}'
                       END,
                       c.created_at
                FROM chat c CROSS JOIN generate_series(?, ?) AS n
                WHERE c.chat_id = ?
                """,
                from,
                to,
                chat);
    }

    /// The chats that a user created by [#chats].
    static List<UUID> chatsOf(Connection connection, UserId user) throws SQLException {
        return Rows.list(
                connection,
                "SELECT chat_id FROM chat WHERE created_by = ? ORDER BY chat_id",
                row -> Sql.uuid(row, "chat_id"),
                user.value());
    }

    /// Has the planner know what is there, as autovacuum would in a while.
    static void analyze(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE chat, member, message");
        }
    }
}
