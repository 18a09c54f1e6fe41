package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The plans of the queries that everybody waits for, on a large history: none reads a table from
/// end to end, sorts more than a page, or reads much more than it answers, whether the planner
/// looks at the parameters or not. Written to `target/query-plans.txt`, for `docs/queries.md`.
final class QueryPlansTest {
    private static final int PAGE = 100;

    /// A query and the most rows of one table that it may read.
    private record Query(String name, long mostRead, Run run) {}

    @FunctionalInterface
    private interface Run {
        Object on(Connection connection) throws SQLException;
    }

    @Test
    void noHotQueryReadsMoreThanItNeeds() throws Exception {
        List<String> faults = new ArrayList<>();
        StringBuilder texts = new StringBuilder();
        try (LargeHistory history = new LargeHistory(World.STACK)) {
            List<Query> queries = queries(history);
            for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
                try (Connection real = history.open()) {
                    PlanProbe probe = new PlanProbe(real, mode);
                    for (Query query : queries) {
                        query.run().on(probe.connection());
                        List<Plan> plans =
                                probe.take().stream()
                                        .map(one -> new Plan(one.get("Plan")))
                                        .toList();
                        assertThat(plans).as(query.name()).isNotEmpty();
                        texts.append("## ")
                                .append(query.name())
                                .append(", ")
                                .append(mode)
                                .append('\n');
                        for (Plan plan : plans) {
                            texts.append(plan.text()).append("\n\n");
                            faults(query, plan)
                                    .forEach(fault ->
                                            faults.add(
                                                    "%s, %s: %s\n%s"
                                                            .formatted(
                                                                    query.name(),
                                                                    mode,
                                                                    fault,
                                                                    plan.text())));
                        }
                    }
                }
            }
        }
        Files.writeString(Path.of("target/query-plans.txt"), texts);
        assertThat(faults).isEmpty();
    }

    private static List<String> faults(Query query, Plan plan) {
        List<String> faults = new ArrayList<>();
        plan.all()
                .forEach(node -> {
                    if (node.type().equals("Seq Scan") && !node.table().equals("epoch")) {
                        faults.add("reads all of " + node.table());
                    }
                    if (node.sorts() && node.rows() > 2L * (ChangeBatch.MAX + 1)) {
                        faults.add("sorts " + node.rows() + " rows");
                    }
                    if (!node.table().isEmpty() && node.read() > query.mostRead()) {
                        faults.add("reads " + node.read() + " rows of " + node.table());
                    }
                });
        return faults;
    }

    private static List<Query> queries(LargeHistory history) throws SQLException {
        ChatId chat = history.longest();
        View view = history.view();
        long middle = LargeHistory.LONG / 2;
        List<Query> queries = new ArrayList<>();
        queries.add(new Query("view", 1, on -> View.of(on, chat, history.user)));
        queries.add(
                new Query(
                        "history, the end",
                        3 * PAGE,
                        on -> HistoryStore.before(on, view, Long.MAX_VALUE, PAGE)));
        queries.add(
                new Query(
                        "history before",
                        3 * PAGE,
                        on -> HistoryStore.before(on, view, middle, PAGE)));
        queries.add(
                new Query(
                        "history after",
                        3 * PAGE,
                        on -> HistoryStore.after(on, view, middle, PAGE)));
        queries.add(
                new Query(
                        "history around",
                        3 * PAGE,
                        on -> HistoryStore.around(on, view, middle, PAGE)));
        queries.add(
                new Query(
                        "changes and sync, all",
                        3L * ChangeBatch.MAX,
                        on -> ChangeBatch.read(on, view, 0, ChangeBatch.MAX)));
        queries.add(
                new Query(
                        "changes and sync, a few",
                        30,
                        on -> ChangeBatch.read(on, view, LargeHistory.LONG - 20, ChangeBatch.MAX)));
        queries.add(new Query("attach, up to date", 5 * 51, on -> standing(on, history, 0)));
        queries.add(
                new Query(
                        "attach, behind in every chat",
                        51 * 30,
                        on ->
                                ChangeBatch.read(
                                        on,
                                        standing(on, history, 10).behind(),
                                        ChangeBatch.MAX,
                                        5_000)));
        queries.add(
                new Query(
                        "receipts of a chat",
                        PAGE,
                        on -> Receipts.ofChat(on, chat, history.user, null, PAGE)));
        queries.add(
                new Query(
                        "search in one chat",
                        PAGE,
                        on -> search(on, List.of(view), "число " + middle)));
        queries.add(
                new Query(
                        "search in all chats",
                        3_000,
                        on -> search(on, View.all(on, history.user), "число 123")));
        queries.add(
                new Query(
                        "retry of sends",
                        1_000,
                        on -> LogStore.stored(on, keys(history, chat, 1_000))));
        queries.add(
                new Query(
                        "is a command applied",
                        1,
                        on -> CommandStore.seq(on, keys(history, chat, 1).getFirst())));
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
