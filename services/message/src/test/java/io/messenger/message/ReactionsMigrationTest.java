package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Reactions that were stored in their message before each had a row.
final class ReactionsMigrationTest {
    private static final String ANN = "0198c0de-0000-7000-8000-00000000000a";
    private static final String BEN = "0198c0de-0000-7000-8000-00000000000b";

    @Test
    void keepTheirOrderAndTheirMessageSaysThatItHasSome() throws Exception {
        try (Connection connection = World.shared().database();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE SCHEMA before; SET search_path TO before");
            for (String file : List.of("V1__log", "V2__operations", "V3__mentions_and_hidden")) {
                statement.execute(migration(file));
            }
            insert(connection, 2, "{'z': ['BEN', 'ANN'], 'a': ['BEN']}");
            insert(connection, 3, null);
            statement.execute(migration("V4__history_and_reactions"));

            assertThat(column(statement, "SELECT emoji || user_id FROM reaction ORDER BY at_seq"))
                    .containsExactly("z" + BEN, "z" + ANN, "a" + BEN);
            assertThat(column(statement, "SELECT seq FROM message WHERE reacted"))
                    .containsExactly("2");
            connection.rollback();
        }
    }

    /// @param reactions with simple quotes and names, to be read more easily
    private static void insert(Connection connection, long seq, @Nullable String reactions)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO message (chat_id, seq, change_seq, msg_no, sender_id,
                                             client_msg_id, kind, body, reactions, sent_at)
                        VALUES (?, ?, ?, 1, ?, gen_random_uuid(), 0, '{}', ?, now())
                        """)) {
            insert.setObject(1, UUID.fromString(ANN));
            insert.setLong(2, seq);
            insert.setLong(3, seq);
            insert.setObject(4, UUID.fromString(ANN));
            insert.setString(5, reactions == null ? null : json(reactions));
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
    }

    private static String json(String reactions) {
        return reactions.replace('\'', '"').replace("ANN", ANN).replace("BEN", BEN);
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static String migration(String name) throws IOException {
        String file = "/db/message/" + name + ".sql";
        try (InputStream in = MessageApp.class.getResourceAsStream(file)) {
            return new String(
                    Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
