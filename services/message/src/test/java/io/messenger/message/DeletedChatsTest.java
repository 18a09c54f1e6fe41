package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import io.messenger.testing.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The rows of chats that were deleted for everybody: after some time they are gone.
final class DeletedChatsTest {
    private static final List<String> TABLES =
            List.of("message", "search", "reaction", "mention", "hidden", "operation");

    /// The event that says that the chat was deleted.
    private static final Map<String, Long> ALL_GONE =
            Map.of(
                    "message",
                    1L,
                    "search",
                    0L,
                    "reaction",
                    0L,
                    "mention",
                    0L,
                    "hidden",
                    0L,
                    "operation",
                    0L);

    private static final Map<String, String> AT_ONCE = Map.of("deleted.keep", "PT0.001S");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final World world = World.shared();
    private final UserId ann = world.user();
    private final UserId ben = world.user();

    @Test
    void afterAWeekOnlyTheEventThatEndedItIsLeft() throws SQLException {
        TestChat old = withSomethingInEveryTable();
        TestChat recent = withSomethingInEveryTable();
        TestChat alive = withSomethingInEveryTable();
        end(old);
        end(recent);
        Map<String, Long> whole = rows(alive);
        Map<String, Long> ended = rows(recent);
        assertThat(whole).doesNotContainValue(0L);
        age(old, "8 days");
        age(recent, "6 days");

        world.restart();

        awaitGone(old);
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .until(() -> rows(alive).equals(whole) && rows(recent).equals(ended));
    }

    @Test
    void everybodyIsAnsweredAsBefore() throws SQLException {
        TestChat chat = TestChat.group(world, ann, ben);
        Sent said = chat.settle(chat.say(ben, "soon forgotten"));
        awaitIndexed(chat);
        Sent end = end(chat);
        age(chat, "8 days");
        world.restart();
        awaitGone(chat);

        Ready ready = Ready.of(chat, ben, 1);
        assertThat(ready.ready().get("left")).hasSize(1);
        assertThat(ready.rest().getFirst().get("changes").valueStream().map(TestChat::gist))
                .containsExactly("chat.deleted");
        assertThat(chat.said(ann)).containsExactly("chat.deleted");
        assertThat(chat.changes(ben, 0).get("from").asLong()).isEqualTo(2);
        chat.as(ann).get(chat.path("/messages/2")).expectProblem(404, "not_found");
        chat.as(world.user()).get(chat.path("/messages")).expectProblem(404, "not_found");
        try (Deliveries deliveries = Deliveries.fromNow()) {
            chat.again(end);
            assertThat(deliveries.await(chat.again(said)).frame().get("code").asText())
                    .isEqualTo("not_member");
        }
        assertThat(rows(chat)).isEqualTo(ALL_GONE);
    }

    @Test
    void aLongChatIsRemovedInManyTransactionsByWhoeverIsThere() throws SQLException {
        List<TestChat> chats =
                IntStream.range(0, 2).mapToObj(_ -> TestChat.group(world, ann, ben)).toList();
        for (TestChat chat : chats) {
            for (int i = 0; i < 1_100; i++) {
                chat.say(ann, "message " + i);
            }
            awaitIndexed(chat);
            end(chat);
        }

        try (MessageApp _ = world.startApp(AT_ONCE);
                MessageApp _ = world.startApp(AT_ONCE)) {
            chats.forEach(DeletedChatsTest::awaitGone);
        }
    }

    private TestChat withSomethingInEveryTable() {
        TestChat chat = TestChat.group(world, ann, ben);
        chat.mention(ann, "look at this", ben);
        chat.put(ben, new Op.React(2, "👍", true));
        chat.say(ann, "not for me");
        chat.settle(chat.delete(ben, 4, Op.Scope.ME));
        awaitIndexed(chat);
        return chat;
    }

    private void awaitIndexed(TestChat chat) {
        Await.until("search knows it", PATIENCE, () -> Indexed.upToDate(world, chat.id()));
    }

    private Sent end(TestChat chat) {
        return chat.settle(chat.put(ann, new Op.DeleteChat()));
    }

    /// As if it had been deleted so long ago.
    private void age(TestChat chat, String interval) throws SQLException {
        try (Connection connection = world.database()) {
            Sql.update(
                    connection,
                    "UPDATE chat SET deleted_at = now() - CAST(? AS interval) WHERE chat_id = ?",
                    interval,
                    chat.id().value());
        }
    }

    private static void awaitGone(TestChat chat) {
        Await.until("its rows are gone", PATIENCE, () -> rows(chat).equals(ALL_GONE));
    }

    private static Map<String, Long> rows(TestChat chat) {
        Map<String, Long> rows = new LinkedHashMap<>();
        try (Connection connection = chat.world().database()) {
            for (String table : TABLES) {
                rows.put(
                        table,
                        Rows.list(
                                        connection,
                                        "SELECT count(*) AS n FROM " + table + " WHERE chat_id = ?",
                                        row -> row.getLong("n"),
                                        chat.id().value())
                                .getFirst());
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count", e);
        }
        return rows;
    }
}
