package io.messenger.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// A backup of the service's tables, to restore the database to this point.
record Snapshot(World world) implements AutoCloseable {
    private static final List<String> TABLES =
            List.of(
                    "chat",
                    "member",
                    "message",
                    "mention",
                    "reaction",
                    "operation",
                    "hidden",
                    "applied",
                    "search",
                    "searched");

    private static final String LOCK_ALL = "LOCK TABLE " + String.join(", ", TABLES);
    private static final String DEADLOCK = "40P01";
    private static final int TRIES = 10;

    static Snapshot take(World world) throws SQLException {
        Snapshot snapshot = new Snapshot(world);
        snapshot.forEachTable(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                "CREATE TABLE saved_%1$s AS TABLE %1$s");
        return snapshot;
    }

    void restore() throws SQLException {
        forEachTable(LOCK_ALL, "TRUNCATE %1$s; INSERT INTO %1$s SELECT * FROM saved_%1$s");
    }

    /// A database is restored while nobody uses it; here the service does. Where the two wait for
    /// each other, PostgreSQL ends one of them: the service tries again, and so does this.
    private void forEachTable(String first, String sql) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                onEachTable(first, sql);
                return;
            } catch (SQLException e) {
                if (!DEADLOCK.equals(e.getSQLState()) || tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void onEachTable(String first, String sql) throws SQLException {
        try (Connection connection = world.database();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(first);
            for (String table : TABLES) {
                statement.execute(sql.formatted(table));
            }
            connection.commit();
        }
    }

    @Override
    public void close() throws SQLException {
        forEachTable(LOCK_ALL, "DROP TABLE saved_%1$s");
    }
}
