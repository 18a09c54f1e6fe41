package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import io.messenger.testing.Await;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Where PostgreSQL and Kafka do not agree on how far the log is.
final class ReplayTest {
    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final UserId cal = world.user();
    private final TestChat chat = TestChat.group(world, ann, ben);

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void whatWasCommittedButPerhapsNotEmittedIsEmittedAgainToWhoWasThere() throws Exception {
        Sent sent = chat.say(ann, "one");
        chat.join(ann, cal, Role.MEMBER);
        Sent last = chat.settle(chat.leave(ben));
        world.stop();
        GroupOffsets.rewind(sent.at().partition(), sent.at().offset());
        world.startAgain();

        List<Delivered> events = deliveries.all(sent);
        assertThat(events).hasSize(2);
        assertThat(events.getLast().frame()).isEqualTo(events.getFirst().frame());
        assertThat(events.getFirst().route().users()).containsExactlyInAnyOrder(ann, ben);
        assertThat(events.getLast().route().users()).containsExactlyInAnyOrder(ann, ben);
        assertThat(deliveries.all(last)).as("to ben and to the others, twice").hasSize(4);
        assertThat(chat.said(ann))
                .containsExactly("chat.created", "one", "member.joined", "member.left");
    }

    @Test
    void thereIsAPlaceToGoBackToBeforeTheFirstCommand() throws Exception {
        int partition = chat.say(ann, "one").at().partition();
        Sent last = chat.settle(chat.say(ann, "two"));
        world.stop();
        GroupOffsets.forget(partition);
        world.startAgain();

        Await.until(
                "the group knows where it is",
                () -> GroupOffsets.committed(partition) > last.at().offset());
    }

    @Test
    void aZombieAppliesNothing() throws Exception {
        RecordMetadata last = chat.settle(chat.say(ann, "one")).at();
        moveApplied(last.partition(), 1);
        Sent stolen = chat.settle(chat.say(ann, "applied by another instance"));
        chat.settle(chat.say(ann, "two"));

        assertThat(chat.said(ben)).containsExactly("chat.created", "one", "two");
        assertThat(deliveries.all(stolen)).isEmpty();
    }

    @Test
    void aDatabaseRestoredToAnEarlierPointIsRepaired() throws Exception {
        chat.settle(chat.say(ann, "one"));
        try (Snapshot snapshot = Snapshot.take(world)) {
            Sent two = chat.say(ben, "two");
            chat.put(ann, new Op.Read(3));
            chat.join(ann, cal, Role.MEMBER);
            chat.leave(ben);
            chat.settle(chat.put(ann, new Op.Update("Bouldering")));
            var before = chat.history(ann);
            snapshot.restore();
            chat.again(two);
            chat.settle(chat.say(cal, "three"));

            assertThat(chat.history(ann).subList(0, before.size())).isEqualTo(before);
            assertThat(chat.said(ann).getLast()).isEqualTo("three");
            assertThat(chat.history(ann)).hasSize(before.size() + 1);
            assertThat(Ready.of(chat, ann).chat(chat).get("unread").asLong()).isEqualTo(1);
            assertThat(Ready.of(world, ben, Map.of()).ready().get("chats")).isEmpty();
        }
    }

    @Test
    void aLogMadeAnewInKafkaIsReadFromItsBeginning() throws Exception {
        RecordMetadata at = chat.settle(chat.say(ann, "one")).at();
        world.stop();
        moveApplied(at.partition(), 1_000_000);
        Sent sent = chat.say(ann, "two");
        GroupOffsets.forget(at.partition());
        world.startAgain();
        chat.settle(sent);

        assertThat(chat.said(ben)).containsExactly("chat.created", "one", "two");
    }

    @Test
    void whenCommandsAreLostForEverANewEpochBegins() throws Exception {
        String epoch = epoch();
        world.stop();
        Sent lost = chat.say(ann, "lost");
        GroupOffsets.deleteUpTo(lost.at());
        Sent kept = chat.say(ann, "kept");
        world.startAgain();
        chat.settle(kept);

        assertThat(chat.said(ben)).containsExactly("chat.created", "kept");
        assertThat(epoch()).isNotEqualTo(epoch);
    }

    private String epoch() {
        return Ready.of(chat, ann).ready().get("epoch").asText();
    }

    private void moveApplied(int partition, long by) throws SQLException {
        try (Connection connection = world.database();
                PreparedStatement update =
                        connection.prepareStatement(
                                """
                                UPDATE applied SET next_offset = next_offset + ?
                                WHERE partition = ?
                                """)) {
            update.setLong(1, by);
            update.setInt(2, partition);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
