package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Body;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import io.messenger.testing.Await;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The same change twice, a change that changes nothing, and changes that are emitted again.
final class ChangeRetryTest {
    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final TestChat chat = TestChat.group(world, ann, ben);

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void aRetryGetsTheStoredEventEvenAfterAnotherChange() {
        chat.say(ann, "one");
        Sent edit = chat.edit(ann, 2, "two");
        chat.settle(chat.edit(ann, 2, "three"));
        onlyAnsweredAgain(chat.again(edit));

        assertThat(chat.said(ben)).containsExactly("chat.created", "three");
    }

    @Test
    void aRetryThatWouldChangeNothingGetsTheStoredEvent() {
        chat.say(ann, "one");
        Sent react = chat.settle(chat.put(ben, new Op.React(2, "!", true)));
        world.restart();
        onlyAnsweredAgain(chat.again(react));
    }

    @Test
    void aRetryRightBehindIsDoneOnce() {
        chat.say(ann, "one");
        Sent pin = chat.put(ann, new Op.Pin(2, true));
        chat.again(pin);
        chat.settle(chat.say(ben, "next"));

        assertThat(deliveries.all(pin)).hasSize(2).allMatch(one -> one.seq() == 3);
        assertThat(chat.seqs(ann)).containsExactly(1L, 2L, 4L);
    }

    @Test
    void aRetryIsKnownAfterItsSenderLeft() {
        chat.say(ben, "one");
        Sent deletion = chat.delete(ben, 2, Op.Scope.ALL);
        chat.settle(chat.leave(ben));
        onlyAnsweredAgain(chat.again(deletion));
    }

    @Test
    void whatChangesNothingTakesNoPlaceAndGetsAReply() {
        chat.say(ann, "one");
        chat.put(ann, new Op.React(2, "!", true));
        for (Op op :
                List.of(
                        new Op.Edit(2, new Body("one")),
                        new Op.React(2, "!", true),
                        new Op.React(2, "?", false),
                        new Op.Pin(2, false))) {
            List<Delivered> events = deliveries.all(chat.put(ann, op));
            assertThat(events).hasSize(1);
            assertThat(events.getFirst().type()).isEqualTo("reply");
            assertThat(events.getFirst().route().onlyConn()).isTrue();
            assertThat(events.getFirst().partition()).isEqualTo(TestChat.ORIGIN.lane());
        }
        chat.settle(chat.say(ann, "next"));
        assertThat(chat.seqs(ann)).containsExactly(1L, 2L, 4L);
    }

    @Test
    void aRetryOfASendIsItsOwnEventAfterTheMessageIsGone() {
        Sent sent = chat.say(ann, "one");
        chat.settle(chat.delete(ann, 2, Op.Scope.ALL));
        onlyAnsweredAgain(chat.again(sent));
    }

    @Test
    void whatWasCommittedButPerhapsNotEmittedIsEmittedAgainToWhoWasThere() throws Exception {
        UserId cal = world.user();
        UserId dan = world.user();
        Sent said = chat.say(ann, "one");
        chat.join(ann, cal, Role.MEMBER);
        Sent edit = chat.edit(ann, 2, "two");
        chat.join(ann, dan, Role.MEMBER);
        chat.settle(chat.leave(ben));
        world.stop();
        GroupOffsets.rewind(said.at().partition(), said.at().offset());
        world.startAgain();

        for (Sent sent : List.of(said, edit)) {
            List<Delivered> events = deliveries.all(sent);
            assertThat(events).hasSize(2);
            assertThat(events.getLast().frame()).isEqualTo(events.getFirst().frame());
            assertThat(events.getLast().route().users())
                    .containsExactlyInAnyOrderElementsOf(events.getFirst().route().users());
        }
        assertThat(deliveries.all(one -> one.is("unseen", chat)))
                .hasSize(2)
                .allMatch(one -> one.route().users().equals(List.of(cal)));
    }

    @Test
    void aRestoredDatabaseTakesTheSameChangesAgain() throws Exception {
        chat.settle(chat.say(ann, "one"));
        try (Snapshot snapshot = Snapshot.take(world)) {
            chat.edit(ann, 2, "two");
            chat.put(ben, new Op.React(2, "!", true));
            chat.settle(chat.say(ben, "three"));
            List<JsonNode> before = chat.history(ann);
            snapshot.restore();
            chat.settle(chat.put(ann, new Op.Read(2)));

            assertThat(chat.history(ann)).isEqualTo(before);
        }
    }

    @Test
    void keysAreForgottenAfterTheirTime() throws SQLException {
        chat.say(ann, "one");
        chat.settle(chat.edit(ann, 2, "two"));
        Sent young = chat.settle(chat.edit(ann, 2, "three"));
        sql("UPDATE operation SET at = now() - INTERVAL '9 days' WHERE seq = 3 AND " + here());
        world.restart();

        Await.until("the old key is gone", () -> count() == 1);
        onlyAnsweredAgain(chat.again(young));
    }

    private void onlyAnsweredAgain(Sent retry) {
        List<Delivered> events = deliveries.all(retry);
        Delivered answer = events.getLast();

        assertThat(events).hasSize(2);
        assertThat(answer.frame()).isEqualTo(events.getFirst().frame());
        assertThat(answer.route().onlyConn()).isTrue();
        assertThat(answer.route().conn()).isEqualTo(TestChat.CONN);
        assertThat(answer.partition()).isEqualTo(TestChat.ORIGIN.lane());
    }

    private String here() {
        return "chat_id = '" + chat.id() + "'";
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = world.database();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private int count() {
        try (Connection connection = world.database();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM operation WHERE " + here())) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
