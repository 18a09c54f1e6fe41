package io.messenger.message;

import io.messenger.contracts.ApiException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;

/// Runs reads, in one snapshot of the primary each, so that a head and the messages below it agree.
/// Fewer at once than there are connections: however many devices come back, the log finds one.
record Reads(DataSource database, Semaphore permits) {
    /// Connections that reading leaves alone: the log's, search's, and one for readiness.
    private static final int LEFT_ALONE = 3;

    static Reads of(DataSource database, int connections) {
        return new Reads(database, new Semaphore(connections - LEFT_ALONE, true));
    }

    /// Something to read.
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /// For work of several statements: all of them see the same.
    ///
    /// @throws ApiException `unavailable` when the database does not answer
    <T> T snapshot(Work<T> work) {
        return once(connection -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                // Begins the transaction in the same round trip.
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                return work.run(connection);
            } finally {
                connection.rollback();
            }
        });
    }

    /// For work of one statement, which sees one snapshot anyway and so needs no transaction around
    /// it: one round trip.
    ///
    /// @throws ApiException `unavailable` when the database does not answer
    <T> T once(Work<T> work) {
        permits.acquireUninterruptibly();
        try (Connection connection = database.getConnection()) {
            return work.run(connection);
        } catch (SQLException e) {
            throw ApiException.unavailable("Messages cannot be read right now.", e);
        } finally {
            permits.release();
        }
    }
}
