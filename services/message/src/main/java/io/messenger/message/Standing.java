package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a user's chats and a device's cursors stand to each other.
///
/// @param chats the chats of which the user is a member now, latest activity first
/// @param behind chats with something above their cursor, or hidden since, in the order of the
///   cursors
/// @param left chats named in the cursors of which the user is no member
/// @param ahead chats whose cursor is above the head: the device knows more than the log
record Standing(
        UUID epoch,
        List<MembershipRow> chats,
        List<ChangeStore.Since> behind,
        List<ChatId> left,
        List<ChatId> ahead) {

    /// The chats of some users, and of those named also the ones they have left; a row without a
    /// chat when there are none. `OFFSET 0` has each chat looked up by its key: a generic plan,
    /// which knows nothing of the user, would rather read all chats.
    private static final String CHATS =
            """
            SELECT e.epoch, m.user_id AS member, %s
            FROM epoch e
            LEFT JOIN (member m
                       CROSS JOIN LATERAL (
                           SELECT chat_id, type, title, avatar_url, head_seq, last_msg_no,
                                  all_since, large_seq, deleted_seq
                           FROM chat WHERE chat.chat_id = m.chat_id OFFSET 0) c)
              ON m.user_id = ANY (?)
                AND (m.left_seq IS NULL OR m.chat_id IN (SELECT unnest(?)))
            """
                            .formatted(MembershipRow.COLUMNS)
                    + MembershipRow.TABLES;

    private record Row(UUID epoch, @Nullable UserId member, @Nullable MembershipRow chat) {}

    /// Reads it with one statement. With another epoch than the log's, cursors mean nothing.
    static Standing read(Connection connection, UserId user, Cursors cursors) throws SQLException {
        return read(connection, List.of(new Device(user, cursors))).getFirst();
    }

    /// Reads it of many devices with one statement, in their order.
    static List<Standing> read(Connection connection, List<Device> devices) throws SQLException {
        Set<UserId> users = new LinkedHashSet<>();
        Set<ChatId> named = new LinkedHashSet<>();
        for (Device device : devices) {
            users.add(device.user());
            named.addAll(device.cursors().seqs().keySet());
        }
        List<Row> rows =
                Rows.list(
                        connection,
                        CHATS,
                        Standing::row,
                        Sql.array(connection, "uuid", users, UserId::value),
                        Sql.array(connection, "uuid", named, ChatId::value));
        Map<UserId, List<MembershipRow>> chats = new HashMap<>();
        for (Row row : rows) {
            if (row.member() != null && row.chat() != null) {
                chats.computeIfAbsent(row.member(), _ -> new ArrayList<>()).add(row.chat());
            }
        }
        UUID epoch = rows.getFirst().epoch();
        return devices.stream()
                .map(device ->
                        of(epoch, chats.getOrDefault(device.user(), List.of()), device.cursors()))
                .toList();
    }

    private static Row row(ResultSet row) throws SQLException {
        UUID epoch = Sql.uuid(row, "epoch");
        return row.getObject("chat_id") == null
                ? new Row(epoch, null, null)
                : new Row(epoch, new UserId(Sql.uuid(row, "member")), MembershipRow.read(row));
    }

    private static Standing of(UUID epoch, List<MembershipRow> rows, Cursors cursors) {
        Map<ChatId, MembershipRow> byId =
                rows.stream()
                        .collect(Collectors.toMap(row -> row.view().chatId(), Function.identity()));
        boolean comparable = cursors.epoch() == null || cursors.epoch().equals(epoch);
        List<MembershipRow> chats =
                rows.stream()
                        .filter(MembershipRow::present)
                        .sorted(Comparator.comparing(MembershipRow::activity).reversed())
                        .toList();
        Standing standing =
                new Standing(epoch, chats, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        cursors.seqs()
                .forEach((chat, cursor) ->
                        standing.place(chat, byId.get(chat), comparable ? cursor : null));
        return standing;
    }

    private void place(ChatId chat, @Nullable MembershipRow row, @Nullable Long cursor) {
        if (row == null || !row.present()) {
            left.add(chat);
        }
        if (row == null || cursor == null) {
            return;
        }
        ChangeStore.Since since = ChangeStore.Since.of(row.view(), cursor);
        if (cursor < row.view().head() || (since.hid() && row.present())) {
            behind.add(since);
        } else if (cursor > row.view().head() && row.present()) {
            ahead.add(chat);
        }
    }
}
