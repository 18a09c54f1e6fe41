package io.messenger.message;

import io.messenger.platform.Recurring;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/// Removes what nobody can read any more of chats that were deleted for everybody: all that is
/// before the event which says so. The event stays, and so do the chat and who was there, so that
/// whoever was away, however long, still learns of the end.
///
/// It works in the background, a few rows in each transaction, and rests after each as long as that
/// took. The lock on a chat's row in `searched` says whose it is: of one instance, or of search
/// while it copies messages from there.
final class DeletedChats implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 500;

    /// By table and key; the messages last.
    private static final List<String> REMOVALS =
            List.of(
                    removal("search", "seq"),
                    removal("reaction", "seq, emoji, user_id"),
                    removal("mention", "user_id, seq"),
                    removal("hidden", "user_id, seq"),
                    removal("operation", "sender_id, client_msg_id"),
                    removal("message", "seq"));

    private final DataSource database;
    private final Duration keep;
    private final Recurring work = Recurring.of("purge deleted chats", PAUSE, this::round);

    private record Deleted(UUID chat, long seq) {}

    /// @param keep how long after its deletion a chat is kept as it was
    DeletedChats(DataSource database, Duration keep) {
        this.database = database;
        this.keep = keep;
    }

    void begin() {
        work.begin();
    }

    private static String removal(String table, String key) {
        return """
        DELETE FROM %1$s WHERE chat_id = ? AND (%2$s) IN (
            SELECT %2$s FROM %1$s WHERE chat_id = ? AND seq < ? LIMIT ?)
        """
                .formatted(table, key);
    }

    private void round() throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        if (purgeSome()) {
            Thread.sleep(Duration.ofNanos(System.nanoTime() - begun));
            work.wake();
        }
    }

    /// Removes some rows of the chat that has been waiting longest.
    ///
    /// @return false when none is waiting
    private boolean purgeSome() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            List<Deleted> chats = claim(connection);
            for (Deleted chat : chats) {
                if (!remove(connection, chat)) {
                    finish(connection, chat);
                }
            }
            connection.commit();
            return !chats.isEmpty();
        }
    }

    /// One, or none; it is ours until the transaction ends.
    private List<Deleted> claim(Connection connection) throws SQLException {
        return Rows.list(
                connection,
                """
                SELECT c.chat_id, c.deleted_seq
                FROM chat c JOIN searched s ON s.chat_id = c.chat_id
                WHERE c.deleted_at < now() - ? * INTERVAL '1 second'
                ORDER BY c.deleted_at LIMIT 1 FOR UPDATE OF s SKIP LOCKED
                """,
                row -> new Deleted(Sql.uuid(row, "chat_id"), row.getLong("deleted_seq")),
                keep.toSeconds());
    }

    /// @return whether there may be more
    private static boolean remove(Connection connection, Deleted chat) throws SQLException {
        boolean more = false;
        for (String removal : REMOVALS) {
            int removed =
                    Sql.update(connection, removal, chat.chat(), chat.chat(), chat.seq(), AT_ONCE);
            more |= removed == AT_ONCE;
        }
        return more;
    }

    private static void finish(Connection connection, Deleted chat) throws SQLException {
        Sql.update(connection, "UPDATE chat SET deleted_at = NULL WHERE chat_id = ?", chat.chat());
    }

    @Override
    public void close() {
        work.close();
    }
}
