package io.messenger.message;

import io.messenger.contracts.ApiException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Runs reads in one snapshot of the primary each, so that a head and the messages below it agree.
record Reads(DataSource database) {
    /// Something to read.
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /// @throws ApiException `unavailable` when the database does not answer
    <T> T snapshot(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try {
                return work.run(connection);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw ApiException.unavailable("Messages cannot be read right now.", e);
        }
    }
}
