package io.messenger.message;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What one user may see of a chat's log: from their joining (in a channel, and where a group shows
/// all, from the beginning) to their leaving, without what they deleted for themselves. Of a chat
/// that is over for everybody it is the event that says so, for those who were there.
///
/// @param floor the seq below the first one that may be seen
/// @param head the last seq that may be seen
/// @param hiddenHead the head when something was last hidden; [#NEVER] if nothing was
record View(ChatId chatId, UserId userId, long floor, long head, long hiddenHead) {
    /// Below every cursor.
    private static final long NEVER = -1;

    /// The columns that [#read] needs, of `member m` and `chat c`.
    static final String COLUMNS =
            "c.chat_id, m.user_id, c.type, c.all_since, c.head_seq, c.deleted_seq, m.joined_seq,"
                    + " m.left_seq, m.hidden_head";

    /// A condition on `member m` and `chat c`: the member sees the log from its beginning.
    static final String SEES_ALL =
            "(c.type = 'channel' OR c.all_since <= coalesce(m.left_seq, c.all_since))";

    /// The view of a member, or of somebody who was one.
    ///
    /// @throws ApiException `not_found` for everybody else: that a chat exists is private too
    static View of(Connection connection, ChatId chat, UserId user) throws SQLException {
        return Rows.list(
                        connection,
                        """
                        SELECT %s FROM member m JOIN chat c USING (chat_id)
                        WHERE m.chat_id = ? AND m.user_id = ?
                        """
                                .formatted(COLUMNS),
                        View::read,
                        chat.value(),
                        user.value())
                .stream()
                .findFirst()
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no such chat."));
    }

    /// The views of all chats that a user is or was a member of.
    static List<View> all(Connection connection, UserId user) throws SQLException {
        return Rows.list(
                connection,
                "SELECT "
                        + COLUMNS
                        + " FROM member m JOIN chat c USING (chat_id) WHERE m.user_id = ?",
                View::read,
                user.value());
    }

    /// Everything in a chat up to a seq, as nobody in particular sees it.
    static View whole(ChatId chat, long head) {
        return new View(chat, new UserId(new UUID(0, 0)), 0, head, NEVER);
    }

    static View read(ResultSet row) throws SQLException {
        @Nullable Long left = Sql.longOrNull(row, "left_seq");
        @Nullable Long allSince = Sql.longOrNull(row, "all_since");
        boolean all =
                ChatType.of(row.getString("type")) == ChatType.CHANNEL
                        || (allSince != null && (left == null || allSince <= left));
        return new View(
                new ChatId(Sql.uuid(row, "chat_id")),
                new UserId(Sql.uuid(row, "user_id")),
                Math.max(all ? 0 : row.getLong("joined_seq") - 1, row.getLong("deleted_seq") - 1),
                left == null ? row.getLong("head_seq") : left,
                Objects.requireNonNullElse(Sql.longOrNull(row, "hidden_head"), NEVER));
    }

    /// Whether the user has hidden anything: if not, no message need be looked up for that.
    boolean hides() {
        return hiddenHead != NEVER;
    }

    /// A device's cursor, raised to what may be seen.
    long from(long cursor) {
        return Math.max(cursor, floor);
    }

    boolean shows(long seq) {
        return seq > floor && seq <= head;
    }
}
