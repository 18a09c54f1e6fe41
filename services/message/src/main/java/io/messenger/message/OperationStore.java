package io.messenger.message;

import io.messenger.contracts.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/// Writes what a batch changed in messages, in the caller's transaction.
final class OperationStore {
    private OperationStore() {}

    static void write(Connection connection, Effects effects) throws SQLException {
        if (!effects.changes.isEmpty()) {
            messages(connection, effects.changes.values());
        }
        if (!effects.operations.isEmpty()) {
            operations(connection, effects.operations);
            ReactionStore.write(connection, effects);
        }
    }

    private static void messages(Connection connection, Collection<Message> all)
            throws SQLException {
        Sql.update(
                connection,
                """
                UPDATE message
                SET change_seq = v.change_seq, body = v.body, edited_at = v.edited_at,
                    deleted_at = v.deleted_at, reacted = v.reacted, pinned = v.pinned,
                    mentions = v.mentions
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                     AS v(chat_id, seq, change_seq, body, edited_at, deleted_at, reacted, pinned,
                          mentions)
                WHERE message.chat_id = v.chat_id AND message.seq = v.seq
                """,
                Sql.array(connection, "uuid", all, message -> message.chatId().value()),
                Sql.array(connection, "int8", all, Message::seq),
                Sql.array(connection, "int8", all, Message::changeSeq),
                Sql.array(connection, "text", all, Message::body),
                Sql.array(connection, "timestamptz", all, message -> Sql.time(message.editedAt())),
                Sql.array(connection, "timestamptz", all, message -> Sql.time(message.deletedAt())),
                Sql.array(connection, "bool", all, message -> message.reactions() != null),
                Sql.array(connection, "bool", all, Message::pinned),
                Sql.array(connection, "text", all, Message::mentions));
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
}
