package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A chat on somebody's screen, with its members unless it has too many to watch them.
record Watched(ChatId chatId, List<UserId> members) {
    /// Presence and typing flow in chats up to this many members.
    private static final int MAX_MEMBERS = 200;

    private record Row(ChatId chatId, UserId userId, boolean blocked) {}

    /// Those of `chats` that the user is in now, without direct ones where one blocks the other:
    /// neither shall see when the other one is there or types.
    static List<Watched> of(Connection connection, UserId user, Collection<ChatId> chats)
            throws SQLException {
        List<Row> rows =
                Rows.list(
                        connection,
                        """
                        SELECT o.chat_id, m.user_id, m.blocked FROM member o
                        JOIN LATERAL (
                            SELECT m.user_id, m.blocked FROM member m
                            WHERE m.chat_id = o.chat_id AND m.left_seq IS NULL LIMIT ?) m ON true
                        WHERE o.user_id = ? AND o.chat_id = ANY (?) AND o.left_seq IS NULL
                        """,
                        row ->
                                new Row(
                                        new ChatId(Sql.uuid(row, "chat_id")),
                                        new UserId(Sql.uuid(row, "user_id")),
                                        row.getBoolean("blocked")),
                        MAX_MEMBERS + 1,
                        user.value(),
                        Sql.array(connection, "uuid", chats, ChatId::value));
        Map<ChatId, List<UserId>> members = new LinkedHashMap<>();
        rows.forEach(row ->
                members.computeIfAbsent(row.chatId(), _ -> new ArrayList<>()).add(row.userId()));
        rows.stream().filter(Row::blocked).forEach(row -> members.remove(row.chatId()));
        return members.entrySet().stream()
                .map(chat ->
                        new Watched(
                                chat.getKey(),
                                chat.getValue().size() > MAX_MEMBERS ? List.of() : chat.getValue()))
                .toList();
    }
}
