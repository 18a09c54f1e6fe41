package io.messenger.message;

import io.messenger.contracts.ChatId;
import java.sql.Connection;
import java.sql.SQLException;

/// How far search has followed the log.
final class Indexed {
    private Indexed() {}

    static boolean upToDate(World world, ChatId chat) {
        try (Connection connection = world.database()) {
            return !Rows.list(
                            connection,
                            """
                            SELECT FROM chat c JOIN searched s ON s.chat_id = c.chat_id
                            WHERE c.chat_id = ? AND s.seq = c.head_seq
                            """,
                            _ -> true,
                            chat.value())
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot ask how far search is", e);
        }
    }
}
