package io.messenger.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/// Messages that users deleted for themselves.
final class HiddenStore {
    private HiddenStore() {}

    /// Hides them; what is hidden already stays so.
    static void write(Connection connection, Collection<Effects.Hidden> all) throws SQLException {
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
}
