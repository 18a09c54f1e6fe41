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

    static Snapshot take(World world) throws SQLException {
        Snapshot snapshot = new Snapshot(world);
        snapshot.forEachTable(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                "CREATE TABLE saved_%1$s AS TABLE %1$s");
        return snapshot;
    }

    void restore() throws SQLException {
        // The service begins with this table: whoever waits for it here holds no other.
        forEachTable(
                "LOCK TABLE applied", "TRUNCATE %1$s; INSERT INTO %1$s SELECT * FROM saved_%1$s");
    }

    private void forEachTable(String first, String sql) throws SQLException {
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
        forEachTable("LOCK TABLE applied", "DROP TABLE saved_%1$s");
    }
}
