package io.messenger.message;

import io.messenger.contracts.ApiException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/// Runs reads in one snapshot of the primary each, so that a head and the messages below it agree.
/// Fewer at once than there are connections: however many devices come back, the log finds one.
record Reads(DataSource database, Semaphore permits) {
    /// Connections that reading leaves alone: the log's, and one for readiness.
    private static final int LEFT_ALONE = 2;

    static Reads of(DataSource database, int connections) {
        return new Reads(database, new Semaphore(connections - LEFT_ALONE, true));
    }

    /// Something to read.
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /// @throws ApiException `unavailable` when the database does not answer
    <T> T snapshot(Work<T> work) {
        permits.acquireUninterruptibly();
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
        } finally {
            permits.release();
        }
    }
}
