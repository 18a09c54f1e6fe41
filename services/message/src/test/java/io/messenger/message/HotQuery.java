package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A query, or a few, that everybody waits for.
///
/// @param mostRead the most rows of one table that each may read
record HotQuery(String name, long mostRead, Run run) {
    private static final int PAGE = 100;

    @FunctionalInterface
    interface Run {
        Object on(Connection connection) throws SQLException, RefusedCommandException;
    }

    /// All of them.
    static List<HotQuery> of(LargeHistory history) throws SQLException {
        ChatId chat = history.longest();
        View view = history.view();
        long middle = LargeHistory.LONG / 2;
        List<HotQuery> queries = new ArrayList<>();
        queries.add(new HotQuery("view", 1, on -> View.of(on, chat, history.user)));
        queries.add(
                new HotQuery(
                        "history, the end",
                        3 * PAGE,
                        on -> HistoryStore.before(on, view, Long.MAX_VALUE, PAGE)));
        queries.add(
                new HotQuery(
                        "history before",
                        3 * PAGE,
                        on -> HistoryStore.before(on, view, middle, PAGE)));
        queries.add(
                new HotQuery(
                        "history before the joining",
                        3 * PAGE,
                        on -> HistoryStore.before(on, view, middle / 2, PAGE)));
        queries.add(
                new HotQuery(
                        "history after",
                        3 * PAGE,
                        on -> HistoryStore.after(on, view, middle, PAGE)));
        queries.add(
                new HotQuery(
                        "history around",
                        3 * PAGE,
                        on -> HistoryStore.around(on, view, middle, PAGE)));
        queries.add(
                new HotQuery(
                        "a message with many reactions",
                        LargeHistory.LIKES + 10,
                        on -> HistoryStore.one(on, view, LargeHistory.LIKED)));
        queries.add(
                new HotQuery(
                        "changes and sync, all",
                        3L * ChangeBatch.MAX,
                        on -> ChangeBatch.read(on, view, 0, ChangeBatch.MAX)));
        queries.add(
                new HotQuery(
                        "changes and sync, a few",
                        30,
                        on -> ChangeBatch.read(on, view, LargeHistory.LONG - 20, ChangeBatch.MAX)));
        queries.add(new HotQuery("attach, up to date", 5 * 51, on -> standing(on, history, 0)));
        queries.add(
                new HotQuery(
                        "attach, behind in every chat",
                        51 * 30,
                        on ->
                                ChangeBatch.read(
                                        on,
                                        standing(on, history, 10).behind(),
                                        ChangeBatch.MAX,
                                        5_000)));
        queries.add(
                new HotQuery(
                        "receipts of a chat",
                        PAGE,
                        on -> Receipts.ofChat(on, chat, history.user, null, PAGE)));
        queries.add(
                new HotQuery(
                        "search in one chat",
                        PAGE,
                        on -> search(on, List.of(view), "число " + middle)));
        queries.add(
                new HotQuery(
                        "search in all chats",
                        3_000,
                        on -> search(on, View.all(on, history.user), "число 123")));
        queries.add(
                new HotQuery(
                        "retry of sends",
                        1_000,
                        on -> LogStore.stored(on, keys(history, chat, 1_000))));
        queries.add(
                new HotQuery(
                        "is a command applied",
                        1,
                        on -> CommandStore.seq(on, keys(history, chat, 1).getFirst())));
        queries.add(
                new HotQuery(
                        "a batch of the log, and its retry", 300, new LargeBatch(history)::apply));
        return queries;
    }

    private static Standing standing(Connection on, LargeHistory history, long behind)
            throws SQLException {
        Map<ChatId, Long> cursors = new LinkedHashMap<>();
        history.chats.forEach(chat ->
                cursors.put(
                        chat,
                        (chat.equals(history.longest()) ? LargeHistory.LONG : LargeHistory.SHORT)
                                - behind));
        return Standing.read(on, history.user, new Cursors(cursors, null));
    }

    private static Object search(Connection on, List<View> views, String query)
            throws SQLException {
        List<String> words = SearchWords.split(query);
        SearchCursor beginning =
                new SearchCursor(
                        Instant.parse("9999-01-01T00:00:00Z"),
                        new ChatId(new UUID(-1, -1)),
                        Long.MAX_VALUE);
        return SearchStore.hits(
                on, views, SearchWords.of(words, Stems.of(on, words)), beginning, PAGE + 1);
    }

    private static List<Key> keys(LargeHistory history, ChatId chat, int count) {
        List<Key> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(new Key(chat, history.user, new ClientMsgId(UUID.randomUUID())));
        }
        return keys;
    }
}
