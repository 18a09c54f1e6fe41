package io.messenger.proof;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The PostgreSQL database that a server under load stores in.
///
/// @param url for JDBC
record Database(String url, String user, String password) {

    /// What was written so far. PostgreSQL counts rows and commits up to a second late.
    ///
    /// @param rows inserted, updated and deleted
    record Written(long rows, long commits, long walBytes) {
        Written since(Written before) {
            return new Written(
                    rows - before.rows, commits - before.commits, walBytes - before.walBytes);
        }
    }

    Written written() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                """
                                SELECT tup_inserted + tup_updated + tup_deleted AS rows,
                                       xact_commit AS commits,
                                       pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') AS wal_bytes
                                FROM pg_stat_database WHERE datname = current_database()
                                """)) {
            found.next();
            return new Written(
                    found.getLong("rows"), found.getLong("commits"), found.getLong("wal_bytes"));
        }
    }

    /// Runs statements, such as those of a schema.
    void execute(String statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
