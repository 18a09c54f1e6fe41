package io.messenger.message;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Forgets the changes whose retries need not be known any more.
record OldOperations(DataSource database) {
    private static final int AT_ONCE = 2000;

    /// Removes them, few at once, so that no transaction is long. Promised are 7 days, and one more
    /// passes before a command that Kafka kept as long could be applied from there again.
    void sweep() throws SQLException {
        int removed;
        do {
            try (Connection connection = database.getConnection()) {
                removed =
                        Sql.update(
                                connection,
                                """
                                DELETE FROM operation
                                WHERE (chat_id, sender_id, client_msg_id) IN (
                                    SELECT chat_id, sender_id, client_msg_id FROM operation
                                    WHERE at < now() - INTERVAL '8 days' ORDER BY at LIMIT ?)
                                """,
                                AT_ONCE);
            }
        } while (removed == AT_ONCE);
    }
}
