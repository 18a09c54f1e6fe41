package io.messenger.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Reads all rows of a query.
final class Rows {
    private Rows() {}

    /// Makes one thing of one row.
    @FunctionalInterface
    interface Mapper<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> list(
            Connection connection, String sql, Mapper<T> mapper, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = Sql.prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(mapper.read(rows));
            }
            return list;
        }
    }

    static <K, T> Map<K, T> map(
            Connection connection,
            String sql,
            Mapper<T> mapper,
            Function<T, K> key,
            Object... parameters)
            throws SQLException {
        Map<K, T> map = new LinkedHashMap<>();
        for (T item : list(connection, sql, mapper, parameters)) {
            map.put(key.apply(item), item);
        }
        return map;
    }
}
