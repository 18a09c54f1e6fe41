package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// The tables `search` and `searched`.
final class SearchStore {
    /// The words of each chat are looked up before anything else is asked of a row: a plan that
    /// read through the chat instead would read all of a long one.
    private static final String HITS =
            """
            SELECT %s, %s AS shown
            FROM unnest(?, ?, ?, ?) AS c(chat_id, floor, head, query)
            CROSS JOIN LATERAL (
                SELECT w.chat_id, w.seq, w.sent_at
                FROM (SELECT s.chat_id, s.seq, s.sent_at FROM search s
                      WHERE s.words @@ c.query OFFSET 0) w
                WHERE w.chat_id = c.chat_id AND w.seq > c.floor AND w.seq <= c.head
                  AND (w.sent_at, w.chat_id, w.seq) < (CAST(? AS timestamptz), ?, ?)
                ORDER BY w.sent_at DESC, w.seq DESC LIMIT ?) hit
            JOIN message m ON m.chat_id = hit.chat_id AND m.seq = hit.seq
            ORDER BY hit.sent_at DESC, hit.chat_id DESC, hit.seq DESC LIMIT ?
            """
                    .formatted(MessageRow.COLUMNS, MessageRow.NOT_HIDDEN);

    private SearchStore() {}

    /// A message with the words.
    ///
    /// @param shown whether the user has not hidden it
    record Found(Message message, boolean shown) {}

    /// A message's words, each once, in all forms in which it is found, separated by spaces.
    record Entry(Message message, String lexemes) {}

    /// Messages with these words, latest first, in their present state: some may be deleted, or
    /// changed so that the words are gone.
    ///
    /// @param views of one user
    static List<Found> hits(
            Connection connection,
            List<View> views,
            SearchWords words,
            SearchCursor after,
            int limit)
            throws SQLException {
        if (views.isEmpty()) {
            return List.of();
        }
        return Rows.list(
                connection,
                HITS,
                row -> new Found(MessageRow.read(row), row.getBoolean("shown")),
                views.getFirst().userId().value(),
                Sql.array(connection, "uuid", views, view -> view.chatId().value()),
                Sql.array(connection, "int8", views, View::floor),
                Sql.array(connection, "int8", views, View::head),
                Sql.array(
                        connection,
                        "tsquery",
                        views,
                        view -> words.query(SearchScope.of(view.chatId()))),
                after.sentAt().toString(),
                after.chat().value(),
                after.seq(),
                limit,
                limit);
    }

    /// How far these chats are searched, of those that have gone on since. They are ours until the
    /// transaction ends: another instance that wants them too waits, and then finds it done.
    static List<ChangeStore.Since> claim(Connection connection, Collection<ChatId> chats)
            throws SQLException {
        var ids = Sql.array(connection, "uuid", chats, ChatId::value);
        Sql.update(
                connection,
                """
                INSERT INTO searched (chat_id, seq)
                SELECT c.chat_id, 0 FROM chat c
                WHERE c.chat_id = ANY (?)
                  AND NOT EXISTS (SELECT FROM searched s WHERE s.chat_id = c.chat_id)
                ORDER BY c.chat_id
                ON CONFLICT DO NOTHING
                """,
                ids);
        return Rows.list(
                connection,
                """
                SELECT s.chat_id, s.seq, c.head_seq
                FROM searched s JOIN chat c ON c.chat_id = s.chat_id
                WHERE s.chat_id = ANY (?) AND s.seq < c.head_seq
                ORDER BY s.chat_id FOR UPDATE OF s
                """,
                row ->
                        ChangeStore.Since.of(
                                View.whole(
                                        new ChatId(Sql.uuid(row, "chat_id")),
                                        row.getLong("head_seq")),
                                row.getLong("seq")),
                ids);
    }

    static void put(Connection connection, List<Entry> all) throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO search (chat_id, seq, sent_at, words)
                SELECT chat_id, seq, sent_at, array_to_tsvector(string_to_array(lexemes, ' '))
                FROM unnest(?, ?, ?, ?) AS v(chat_id, seq, sent_at, lexemes)
                ON CONFLICT (chat_id, seq) DO UPDATE SET words = excluded.words
                WHERE search.words <> excluded.words
                """,
                Sql.array(connection, "uuid", all, of -> of.message().chatId().value()),
                Sql.array(connection, "int8", all, of -> of.message().seq()),
                Sql.array(connection, "timestamptz", all, of -> Sql.time(of.message().sentAt())),
                Sql.array(connection, "text", all, Entry::lexemes));
    }

    static void remove(Connection connection, List<Message> all) throws SQLException {
        Sql.update(
                connection,
                """
                DELETE FROM search s USING unnest(?, ?) AS v(chat_id, seq)
                WHERE s.chat_id = v.chat_id AND s.seq = v.seq
                """,
                Sql.array(connection, "uuid", all, of -> of.chatId().value()),
                Sql.array(connection, "int8", all, Message::seq));
    }

    static void moved(Connection connection, List<ChangeBatch> batches) throws SQLException {
        Sql.update(
                connection,
                """
                UPDATE searched s SET seq = v.seq FROM unnest(?, ?) AS v(chat_id, seq)
                WHERE s.chat_id = v.chat_id
                """,
                Sql.array(connection, "uuid", batches, of -> of.view().chatId().value()),
                Sql.array(connection, "int8", batches, ChangeBatch::to));
    }

    /// Chats that have gone on since they were searched, in the order of their ids.
    static List<ChatId> behind(Connection connection, UUID after, int limit) throws SQLException {
        return Rows.list(
                connection,
                """
                SELECT c.chat_id FROM chat c LEFT JOIN searched s ON s.chat_id = c.chat_id
                WHERE c.chat_id > ? AND c.head_seq > coalesce(s.seq, 0)
                ORDER BY c.chat_id LIMIT ?
                """,
                row -> new ChatId(Sql.uuid(row, "chat_id")),
                after,
                limit);
    }
}
