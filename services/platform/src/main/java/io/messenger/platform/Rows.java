package io.messenger.platform;

import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads rows of DbClient, which gives timestamps as [Timestamp] and keeps its connection until a
/// result is read to the end.
public final class Rows {
    private Rows() {}

    /// All rows, read to the end.
    public static <T> List<T> list(Stream<DbRow> rows, Function<DbRow, T> mapper) {
        try (rows) {
            return rows.map(mapper).toList();
        }
    }

    /// A column of type uuid.
    public static UUID uuid(DbRow row, String column) {
        return row.column(column).get(UUID.class);
    }

    /// A column of type uuid that may be null.
    public static @Nullable UUID uuidOrNull(DbRow row, String column) {
        return nullable(row, column, UUID.class).orElse(null);
    }

    /// A column of a text type.
    public static String text(DbRow row, String column) {
        return row.column(column).get(String.class);
    }

    /// A column of a text type that may be null.
    public static @Nullable String textOrNull(DbRow row, String column) {
        return nullable(row, column, String.class).orElse(null);
    }

    /// A column of type bytea.
    public static byte[] bytes(DbRow row, String column) {
        return row.column(column).get(byte[].class);
    }

    /// A column of type bigint or integer.
    public static long number(DbRow row, String column) {
        return row.column(column).get(Number.class).longValue();
    }

    /// A column of type bigint or integer that may be null.
    public static @Nullable Long numberOrNull(DbRow row, String column) {
        return nullable(row, column, Number.class).map(Number::longValue).orElse(null);
    }

    /// A column of type timestamptz.
    public static Instant instant(DbRow row, String column) {
        return row.column(column).get(Timestamp.class).toInstant();
    }

    /// A column of type timestamptz that may be null.
    public static @Nullable Instant instantOrNull(DbRow row, String column) {
        return nullable(row, column, Timestamp.class).map(Timestamp::toInstant).orElse(null);
    }

    private static <T> Optional<T> nullable(DbRow row, String column, Class<T> type) {
        // Not by asOptional(), which throws on null.
        return Optional.ofNullable(row.column(column).get(type));
    }
}
