package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many reactions on one message, and what a burst does to them.
final class ReactionsTest {
    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final UserId ann = world.user();
    private final UserId ben = world.user();

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void aThousandReactOnOneMessageEachWithOneRow() throws SQLException {
        UserId[] users =
                IntStream.range(0, 1000).mapToObj(_ -> world.user()).toArray(UserId[]::new);
        TestChat chat = TestChat.group(world, users);
        Sent last = chat.say(users[0], "who comes?");
        List<String> wanted = new ArrayList<>();
        for (UserId user : users) {
            last = chat.put(user, new Op.React(2, "yes", true));
            wanted.add(user.toString());
        }
        chat.settle(last);

        JsonNode message = chat.message(users[7], 2);
        assertThat(message.get("reactions").get("yes").valueStream().map(JsonNode::asText))
                .containsExactlyElementsOf(wanted);
        assertThat(rows(chat)).isEqualTo(1000);
        assertThat(chat.history(users[7]).getLast()).isEqualTo(message);
        assertThat(chat.changes(users[7], 1).get("changes").valueStream()).containsExactly(message);
        assertThat(Ready.of(chat, users[7]).chat(chat).get("last_message")).isEqualTo(message);
    }

    @Test
    void aBurstPutsOnAndTakesOff() throws SQLException {
        TestChat chat = TestChat.group(world, ann, ben);
        chat.say(ann, "one");
        chat.settle(chat.put(ben, new Op.React(2, "a", true)));
        world.stop();
        chat.put(ben, new Op.React(2, "a", false));
        chat.put(ann, new Op.React(2, "b", true));
        chat.put(ann, new Op.React(2, "b", false));
        chat.put(ann, new Op.React(2, "c", true));
        Sent last = chat.put(ben, new Op.React(2, "a", true));
        world.startAgain();
        chat.settle(last);

        assertThat(chat.message(ann, 2).get("reactions"))
                .hasToString("{\"c\":[\"" + ann + "\"],\"a\":[\"" + ben + "\"]}");
        assertThat(rows(chat)).isEqualTo(2);
    }

    @Test
    void aKindThatIsGoneMakesRoomForAnother() {
        TestChat chat = TestChat.group(world, ann, ben);
        chat.say(ann, "one");
        for (int i = 0; i < 20; i++) {
            chat.put(ann, new Op.React(2, "e" + i, true));
        }
        chat.put(ben, new Op.React(2, "e0", true));
        chat.put(ann, new Op.React(2, "e0", false));
        Sent refused = chat.settle(chat.put(ben, new Op.React(2, "new", true)));
        chat.put(ben, new Op.React(2, "e0", false));
        Sent taken = chat.settle(chat.put(ben, new Op.React(2, "new", true)));

        assertThat(deliveries.await(refused).frame().get("code").asText()).isEqualTo("conflict");
        assertThat(deliveries.await(taken).type()).isEqualTo("reaction");
        assertThat(chat.message(ann, 2).get("reactions")).hasSize(20);
    }

    @Test
    void theLastOneTakenOffLeavesNone() throws SQLException {
        TestChat chat = TestChat.group(world, ann, ben);
        chat.say(ann, "one");
        chat.put(ann, new Op.React(2, "a", true));
        chat.put(ann, new Op.Pin(2, true));
        assertThat(chat.settle(chat.put(ann, new Op.React(2, "a", false)))).isNotNull();

        JsonNode message = chat.message(ben, 2);
        assertThat(message.has("reactions")).isFalse();
        assertThat(message.get("pinned").asBoolean()).isTrue();
        assertThat(rows(chat)).isZero();
    }

    @Test
    void otherChangesLeaveThemAsTheyAre() {
        TestChat chat = TestChat.group(world, ann, ben);
        chat.say(ann, "one");
        chat.put(ben, new Op.React(2, "a", true));
        chat.put(ann, new Op.Pin(2, true));
        chat.settle(chat.edit(ann, 2, "two"));

        assertThat(chat.message(ben, 2).get("reactions")).hasToString("{\"a\":[\"" + ben + "\"]}");
    }

    @Test
    void aDeletedMessageKeepsNoRow() throws SQLException {
        TestChat chat = TestChat.group(world, ann, ben);
        chat.say(ann, "one");
        chat.put(ben, new Op.React(2, "a", true));
        chat.settle(chat.delete(ann, 2, Op.Scope.ALL));

        assertThat(rows(chat)).isZero();
        assertThat(chat.message(ben, 2).has("reactions")).isFalse();
    }

    private long rows(TestChat chat) throws SQLException {
        try (Connection connection = world.database();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT count(*) FROM reaction WHERE chat_id = '"
                                        + chat.id()
                                        + "'")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
