package io.messenger.message;

import java.sql.SQLException;

/// One command of a batch can never be applied, whatever is tried; nothing of the batch is changed.
final class RefusedCommandException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Batch.Entry entry;

    RefusedCommandException(Batch.Entry entry, Exception cause) {
        super(reason(cause), cause);
        this.entry = entry;
    }

    Batch.Entry entry() {
        return entry;
    }

    Batch.Poison poison() {
        return new Batch.Poison(entry.source(), String.valueOf(getMessage()));
    }

    private static String reason(Exception cause) {
        return cause instanceof SQLException sql
                ? "PostgreSQL refuses it: " + sql.getSQLState() + " " + sql.getMessage()
                : "cannot be applied: " + cause;
    }

    /// Whether the database will refuse the same data again: a data exception, a violated
    /// constraint, or the same row twice. A violated unique key is none of these: it is a retry, or
    /// our own state is wrong.
    static boolean isDataFault(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return (state.startsWith("21") || state.startsWith("22") || state.startsWith("23"))
                && !state.equals(LogEngine.UNIQUE_VIOLATION);
    }
}
