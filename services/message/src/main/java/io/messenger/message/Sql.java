package io.messenger.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Plain JDBC on the message path: one statement with arrays instead of a row at a time.
final class Sql {
    private Sql() {}

    /// A PostgreSQL array with one element of each item.
    static <T> java.sql.Array array(
            Connection connection,
            String type,
            Collection<T> items,
            Function<T, @Nullable Object> of)
            throws SQLException {
        return connection.createArrayOf(type, items.stream().map(of).toArray());
    }

    /// With its zone: a Timestamp would be written in local time, which is ambiguous for an hour
    /// each autumn.
    static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    /// Runs a statement whose parameters are set in order.
    static int update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
