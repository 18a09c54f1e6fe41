package io.messenger.message;

import io.messenger.contracts.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Reads what changed after cursors, in however many chats with one statement.
final class ChangeStore {
    /// Most messages never changed and are found by their seq, the others by an index of their own.
    /// What changed after somebody's leaving stands at its own seq for them, or they would never
    /// get it. The chats come in the order asked for, since each is looked up in turn, so that the
    /// last limit cuts off the last of them.
    private static final String CHANGES =
            """
            SELECT c.n, found.*
            FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS c(chat_id, since, head, floor, n)
            CROSS JOIN LATERAL (
                (SELECT m.seq AS place, %1$s
                 FROM message m
                 WHERE m.chat_id = c.chat_id AND m.seq > c.since AND m.seq <= c.head
                   AND (m.change_seq = m.seq OR m.change_seq > c.head) AND %2$s
                 ORDER BY m.seq LIMIT ?)
                UNION ALL
                (SELECT m.change_seq AS place, %1$s
                 FROM message m
                 WHERE m.chat_id = c.chat_id AND m.change_seq > c.since AND m.change_seq <= c.head
                   AND m.change_seq <> m.seq AND m.seq > c.floor AND %2$s
                 ORDER BY m.change_seq LIMIT ?)
                ORDER BY place LIMIT ?) found
            LIMIT ?
            """
                    .formatted(MessageRow.COLUMNS, MessageRow.NOT_HIDDEN);

    private ChangeStore() {}

    /// A chat of which somebody wants what is above a cursor.
    ///
    /// @param from the cursor, raised to what may be seen
    record Since(View view, long cursor, long from) {
        static Since of(View view, long cursor) {
            return new Since(view, cursor, Math.min(view.from(cursor), view.head()));
        }

        /// Whether something was hidden since; the view tells without a look-up.
        boolean hid() {
            return view.hiddenHead() >= cursor;
        }

        boolean behind() {
            return from < view.head();
        }
    }

    /// What changed, by chat and in ascending order: of each the first `perChat`, and one more if
    /// there are more, until there are more than `total`; of later chats then nothing.
    ///
    /// @param chats all seen by the same user
    static List<List<Message>> read(
            Connection connection, List<Since> chats, int perChat, int total) throws SQLException {
        List<List<Message>> changes =
                IntStream.range(0, chats.size())
                        .<List<Message>>mapToObj(_ -> new ArrayList<>())
                        .toList();
        if (total == 0 || chats.stream().noneMatch(Since::behind)) {
            return changes;
        }
        Object user = chats.getFirst().view().userId().value();
        int wanted = perChat + 1;
        AtomicInteger order = new AtomicInteger();
        Rows.list(
                connection,
                CHANGES,
                row -> {
                    int chat = row.getInt("n") - 1;
                    requireOrder(order, chat);
                    Message message = MessageRow.read(row);
                    return changes.get(chat).add(within(chats.get(chat).view(), message));
                },
                Sql.array(connection, "uuid", chats, chat -> chat.view().chatId().value()),
                Sql.array(connection, "int8", chats, Since::from),
                Sql.array(connection, "int8", chats, chat -> chat.view().head()),
                Sql.array(connection, "int8", chats, chat -> chat.view().floor()),
                user,
                wanted,
                user,
                wanted,
                wanted,
                // Chats with more than their limit, of which there are this many at most, give one
                // too many each; one more says that the total is not all.
                total + total / perChat + 1);
        return changes;
    }

    /// If chats came in another order, the total would cut off any of them, and a device would be
    /// told that it has what it has not.
    private static void requireOrder(AtomicInteger order, int chat) {
        if (chat < order.getAndSet(chat)) {
            throw new IllegalStateException("the chats do not come in order");
        }
    }

    private static Message within(View view, Message message) {
        return message.changeSeq() > view.head()
                ? ChangedMessage.at(message, message.seq())
                : message;
    }
}
