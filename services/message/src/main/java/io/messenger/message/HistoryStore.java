package io.messenger.message;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Reads messages within a [View]. All lists are in ascending order.
final class HistoryStore {
    private HistoryStore() {}

    /// The last `limit` messages with a seq below `before`.
    static List<Message> before(Connection connection, View view, long before, int limit)
            throws SQLException {
        List<Message> latestFirst =
                select(
                        connection,
                        "m.seq > ? AND m.seq <= ? ORDER BY m.seq DESC LIMIT ?",
                        view,
                        view.floor(),
                        Math.min(view.head(), before - 1),
                        limit);
        return new ArrayList<>(latestFirst).reversed();
    }

    /// The first `limit` messages with a seq above `after`.
    static List<Message> after(Connection connection, View view, long after, int limit)
            throws SQLException {
        return select(
                connection,
                "m.seq > ? AND m.seq <= ? ORDER BY m.seq LIMIT ?",
                view,
                view.from(after),
                view.head(),
                limit);
    }

    /// Up to `limit` messages, half of them above `around`, the rest below it and itself.
    static List<Message> around(Connection connection, View view, long around, int limit)
            throws SQLException {
        List<Message> above = after(connection, view, around, limit / 2);
        List<Message> below = before(connection, view, around + 1, limit - above.size());
        return Stream.concat(below.stream(), above.stream()).toList();
    }

    /// @throws ApiException `not_found` when there is no such message or it is not seen
    static Message one(Connection connection, View view, long seq) throws SQLException {
        return after(connection, view, seq - 1, 1).stream()
                .filter(found -> found.seq() == seq)
                .findFirst()
                .orElseThrow(
                        () -> new ApiException(ErrorCode.NOT_FOUND, "There is no such message."));
    }

    private static List<Message> select(
            Connection connection, String where, View view, Object... parameters)
            throws SQLException {
        Object[] all = new Object[parameters.length + 3];
        all[0] = view.chatId().value();
        all[1] = !view.hides();
        all[2] = view.userId().value();
        System.arraycopy(parameters, 0, all, 3, parameters.length);
        return Rows.list(
                connection,
                "SELECT "
                        + MessageRow.COLUMNS
                        + " FROM message m WHERE m.chat_id = ? AND (? OR "
                        + MessageRow.NOT_HIDDEN
                        + ") AND "
                        + where,
                row -> within(view, MessageRow.read(row)),
                all);
    }

    private static Message within(View view, Message message) {
        return message.changeSeq() > view.head()
                ? ChangedMessage.at(message, message.seq())
                : message;
    }
}
