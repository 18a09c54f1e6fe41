package io.messenger.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Statements that go to the database in one round trip, in order. None runs before [#run], and
/// when one fails those behind it do not.
final class Statements {
    private final Connection connection;
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> parameters = new ArrayList<>();
    private int count;

    Statements(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /// Adds a statement that returns no rows.
    void add(String statement, Object... its) {
        sql.append(count++ == 0 ? "" : ";\n").append(statement);
        parameters.addAll(List.of(its));
    }

    /// A PostgreSQL array with one element of each item.
    <T> java.sql.Array array(String type, Collection<T> items, Function<T, @Nullable Object> of)
            throws SQLException {
        return Sql.array(connection, type, items, of);
    }

    /// Runs them.
    ///
    /// @return how many rows each of them wrote
    int[] run() throws SQLException {
        int[] rows = new int[count];
        try (PreparedStatement statement =
                Sql.prepare(connection, sql.toString(), parameters.toArray())) {
            statement.execute();
            for (int i = 0; i < count; i++) {
                rows[i] = statement.getUpdateCount();
                statement.getMoreResults();
            }
        }
        return rows;
    }
}
