package io.messenger.message;

import io.messenger.contracts.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/// Writes what a batch changed in messages: a statement per table, in the caller's transaction.
final class OperationStore {
    private OperationStore() {}

    static void write(Connection connection, Effects effects) throws SQLException {
        if (!effects.changes.isEmpty()) {
            messages(connection, effects.changes.values());
        }
        if (!effects.operations.isEmpty()) {
            operations(connection, effects.operations);
        }
        if (!effects.hidden.isEmpty()) {
            hidden(connection, effects.hidden);
        }
    }

    private static void messages(Connection connection, Collection<Message> all)
            throws SQLException {
        Sql.update(
                connection,
                """
                UPDATE message
                SET change_seq = v.change_seq, body = v.body, edited_at = v.edited_at,
                    deleted_at = v.deleted_at, reactions = v.reactions, pinned = v.pinned
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                     AS v(chat_id, seq, change_seq, body, edited_at, deleted_at, reactions, pinned)
                WHERE message.chat_id = v.chat_id AND message.seq = v.seq
                """,
                Sql.array(connection, "uuid", all, message -> message.chatId().value()),
                Sql.array(connection, "int8", all, Message::seq),
                Sql.array(connection, "int8", all, Message::changeSeq),
                Sql.array(connection, "text", all, Message::body),
                Sql.array(connection, "timestamptz", all, message -> Sql.time(message.editedAt())),
                Sql.array(connection, "timestamptz", all, message -> Sql.time(message.deletedAt())),
                Sql.array(connection, "text", all, Message::reactions),
                Sql.array(connection, "bool", all, Message::pinned));
    }

    private static void operations(Connection connection, Collection<Operation> all)
            throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO operation (chat_id, sender_id, client_msg_id, seq, target, event)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
                """,
                Sql.array(connection, "uuid", all, of -> of.key().chatId().value()),
                Sql.array(connection, "uuid", all, of -> of.key().senderId().value()),
                Sql.array(connection, "uuid", all, of -> of.key().clientMsgId().value()),
                Sql.array(connection, "int8", all, Operation::seq),
                Sql.array(connection, "int8", all, Operation::target),
                Sql.array(connection, "text", all, Operation::event));
    }

    private static void hidden(Connection connection, Collection<Effects.Hidden> all)
            throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO hidden (chat_id, user_id, seq)
                SELECT * FROM unnest(?, ?, ?) ON CONFLICT DO NOTHING
                """,
                Sql.array(connection, "uuid", all, of -> of.place().chatId().value()),
                Sql.array(connection, "uuid", all, of -> of.userId().value()),
                Sql.array(connection, "int8", all, of -> of.place().seq()));
    }

    /// What the log has under these keys, to know retries.
    static Map<Key, Operation> stored(Connection connection, Collection<Key> keys)
            throws SQLException {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return Rows.map(
                connection,
                """
                SELECT chat_id, sender_id, client_msg_id, seq, target, event
                FROM unnest(?, ?, ?) AS k(chat_id, sender_id, client_msg_id)
                JOIN operation USING (chat_id, sender_id, client_msg_id)
                """,
                row ->
                        new Operation(
                                Key.read(row),
                                row.getLong("seq"),
                                row.getLong("target"),
                                row.getString("event")),
                Operation::key,
                Sql.array(connection, "uuid", keys, key -> key.chatId().value()),
                Sql.array(connection, "uuid", keys, key -> key.senderId().value()),
                Sql.array(connection, "uuid", keys, key -> key.clientMsgId().value()));
    }
}
