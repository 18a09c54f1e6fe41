package io.messenger.message;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/// Tells how far the log is. Another instance may own the chat's partition, so it asks the
/// database.
record CommandStore(Reads reads) {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final long LONGEST_PAUSE_MILLIS = 50;

    /// The seq that a command took, or found as the head if it takes none; empty when it was not
    /// applied within the time.
    OptionalLong await(Key key, long millis) {
        long deadline = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        long pause = FIRST_PAUSE.toMillis();
        while (true) {
            OptionalLong seq = reads.once(connection -> seq(connection, key));
            if (seq.isPresent() || System.nanoTime() >= deadline) {
                return seq;
            }
            try {
                Thread.sleep(Duration.ofMillis(pause));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ApiException(ErrorCode.UNAVAILABLE, "The service is stopping.");
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
        }
    }

    /// The views of those chats that the user is or was a member of.
    List<View> views(Connection connection, Collection<ChatId> chats, UserId user)
            throws SQLException {
        return Rows.list(
                connection,
                "SELECT "
                        + View.COLUMNS
                        + """

                         FROM member m JOIN chat c USING (chat_id)
                        WHERE m.chat_id = ANY (?) AND m.user_id = ?
                        """,
                View::read,
                Sql.array(connection, "uuid", chats, ChatId::value),
                user.value());
    }

    static OptionalLong seq(Connection connection, Key key) throws SQLException {
        List<Long> found =
                Rows.list(
                        connection,
                        """
                        SELECT seq FROM message
                        WHERE chat_id = ? AND sender_id = ? AND client_msg_id = ?
                        UNION ALL
                        SELECT seq FROM operation
                        WHERE chat_id = ? AND sender_id = ? AND client_msg_id = ?
                        """,
                        row -> row.getLong("seq"),
                        key.chatId().value(),
                        key.senderId().value(),
                        key.clientMsgId().value(),
                        key.chatId().value(),
                        key.senderId().value(),
                        key.clientMsgId().value());
        return found.isEmpty() ? OptionalLong.empty() : OptionalLong.of(found.getFirst());
    }
}
