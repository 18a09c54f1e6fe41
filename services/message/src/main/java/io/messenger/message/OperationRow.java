package io.messenger.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/// Reads the table `operation`.
final class OperationRow {
    private OperationRow() {}

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
