package io.messenger.message;

import io.messenger.contracts.Message;
import java.sql.SQLException;
import java.util.Collection;

/// Writes what a batch changed in messages, in the caller's transaction.
final class OperationStore {
    private OperationStore() {}

    static void write(Statements batch, Effects effects) throws SQLException {
        if (!effects.changes.isEmpty()) {
            messages(batch, effects.changes.values());
        }
        if (!effects.operations.isEmpty()) {
            operations(batch, effects.operations);
            ReactionStore.write(batch, effects);
        }
    }

    private static void messages(Statements batch, Collection<Message> all) throws SQLException {
        batch.add(
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
                batch.array("uuid", all, message -> message.chatId().value()),
                batch.array("int8", all, Message::seq),
                batch.array("int8", all, Message::changeSeq),
                batch.array("text", all, Message::body),
                batch.array("timestamptz", all, message -> Sql.time(message.editedAt())),
                batch.array("timestamptz", all, message -> Sql.time(message.deletedAt())),
                batch.array("bool", all, message -> message.reactions() != null),
                batch.array("bool", all, Message::pinned),
                batch.array("text", all, Message::mentions));
    }

    private static void operations(Statements batch, Collection<Operation> all)
            throws SQLException {
        batch.add(
                """
                INSERT INTO operation (chat_id, sender_id, client_msg_id, seq, target, event)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
                """,
                batch.array("uuid", all, of -> of.key().chatId().value()),
                batch.array("uuid", all, of -> of.key().senderId().value()),
                batch.array("uuid", all, of -> of.key().clientMsgId().value()),
                batch.array("int8", all, Operation::seq),
                batch.array("int8", all, Operation::target),
                batch.array("text", all, Operation::event));
    }
}
