package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The difference between a device and the log, read in one snapshot.
///
/// @param chats the chats of which the user is a member now, latest activity first
/// @param batches what changed after the cursors
/// @param left chats named in the cursors of which the user is no member
/// @param ahead chats whose cursor is above the head: the device knows more than the log
record Attach(
        UUID epoch,
        List<MembershipRow> chats,
        List<ChangeBatch> batches,
        List<ChatId> left,
        List<ChatId> ahead) {

    /// The most changes of one resume.
    private static final int MAX_CHANGES = 5000;

    /// Reads it.
    ///
    /// @param cursors the last seq that the device applied, by chat
    /// @param known the epoch that the device knows; with another one its cursors mean nothing
    static Attach read(
            Connection connection, UserId user, Map<ChatId, Long> cursors, @Nullable UUID known)
            throws SQLException {
        UUID epoch = epoch(connection);
        Map<ChatId, MembershipRow> rows = new LinkedHashMap<>();
        for (MembershipRow row : MembershipRow.all(connection, user, cursors.keySet())) {
            rows.put(row.view().chatId(), row);
        }
        boolean comparable = known == null || known.equals(epoch);
        List<ChangeBatch> batches = new ArrayList<>();
        List<ChatId> left = new ArrayList<>();
        List<ChatId> ahead = new ArrayList<>();
        int rest = MAX_CHANGES;
        for (Map.Entry<ChatId, Long> cursor : cursors.entrySet()) {
            Optional<MembershipRow> row = Optional.ofNullable(rows.get(cursor.getKey()));
            if (row.filter(MembershipRow::present).isEmpty()) {
                left.add(cursor.getKey());
            }
            if (row.isEmpty() || !comparable) {
                continue;
            }
            View view = row.get().view();
            if (cursor.getValue() > view.head()) {
                if (row.get().present()) {
                    ahead.add(view.chatId());
                }
            } else if (cursor.getValue() < view.head()) {
                int limit = Math.min(rest, ChangeBatch.MAX);
                ChangeBatch batch = ChangeBatch.read(connection, view, cursor.getValue(), limit);
                rest -= batch.changes().size();
                batches.add(batch);
            }
        }
        return new Attach(epoch, present(rows), batches, left, ahead);
    }

    private static List<MembershipRow> present(Map<ChatId, MembershipRow> rows) {
        return rows.values().stream()
                .filter(MembershipRow::present)
                .sorted(Comparator.comparing(MembershipRow::activity).reversed())
                .toList();
    }

    private static UUID epoch(Connection connection) throws SQLException {
        return Rows.list(connection, "SELECT epoch FROM epoch", row -> Sql.uuid(row, "epoch"))
                .getFirst();
    }
}
