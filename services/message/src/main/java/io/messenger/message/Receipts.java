package io.messenger.message;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import io.messenger.platform.Page;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who has received and read what: for members, in a channel for its owners and admins.
final class Receipts {
    private static final UUID NOBODY = new UUID(0, 0);

    private Receipts() {}

    /// How far a member is.
    record Pointers(
            @JsonProperty("user_id") UserId userId,
            @JsonProperty("received_seq") long receivedSeq,
            @JsonProperty("read_seq") long readSeq) {}

    /// The pointers of all members, by id.
    ///
    /// @param after the last member of the page before
    static Page<Pointers> ofChat(
            Connection connection, ChatId chat, UserId caller, @Nullable UserId after, int limit)
            throws SQLException {
        demandRight(connection, chat, caller);
        return page(connection, chat, 0, Long.MAX_VALUE, NOBODY, after, limit);
    }

    /// The pointers of those who have received a message, were there when it was sent, and did not
    /// send it.
    ///
    /// @throws ApiException `not_found` when the caller does not see such a message
    static Page<Pointers> ofMessage(
            Connection connection,
            ChatId chat,
            long seq,
            UserId caller,
            @Nullable UserId after,
            int limit)
            throws SQLException {
        View view = demandRight(connection, chat, caller);
        UUID sender = HistoryStore.one(connection, view, seq).senderId().value();
        return page(connection, chat, seq, seq, sender, after, limit);
    }

    private static View demandRight(Connection connection, ChatId chat, UserId caller)
            throws SQLException {
        View view = View.of(connection, chat, caller);
        boolean may =
                Rows.list(
                                connection,
                                """
                                SELECT m.left_seq, m.role, c.type
                                FROM member m JOIN chat c ON c.chat_id = m.chat_id
                                WHERE m.chat_id = ? AND m.user_id = ?
                                """,
                                row -> {
                                    if (Sql.longOrNull(row, "left_seq") != null) {
                                        throw new ApiException(
                                                ErrorCode.NOT_MEMBER, "You have left this chat.");
                                    }
                                    return ChatType.of(row.getString("type")) != ChatType.CHANNEL
                                            || leads(Role.of(row.getString("role")));
                                },
                                chat.value(),
                                caller.value())
                        .getFirst();
        if (!may) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN, "In a channel only owners and admins see who reads.");
        }
        return view;
    }

    private static boolean leads(Role role) {
        return role == Role.OWNER || role == Role.ADMIN;
    }

    private static Page<Pointers> page(
            Connection connection,
            ChatId chat,
            long received,
            long joinedBy,
            UUID without,
            @Nullable UserId after,
            int limit)
            throws SQLException {
        List<Pointers> members =
                Rows.list(
                        connection,
                        """
                        SELECT user_id, received_seq, read_seq FROM member
                        WHERE chat_id = ? AND user_id > ? AND left_seq IS NULL
                          AND received_seq >= ? AND joined_seq <= ? AND user_id <> ?
                        ORDER BY user_id LIMIT ?
                        """,
                        row ->
                                new Pointers(
                                        new UserId(Sql.uuid(row, "user_id")),
                                        row.getLong("received_seq"),
                                        row.getLong("read_seq")),
                        chat.value(),
                        after == null ? NOBODY : after.value(),
                        received,
                        joinedBy,
                        without,
                        limit + 1);
        return Page.of(members, limit, last -> last.userId().toString());
    }
}
