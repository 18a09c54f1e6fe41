package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Read and received pointers, and the counting of what is unread.
final class PointersTest {
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
    void readingTellsTheOthersAndTheOwnDevices() {
        chat.say(ann, "one");
        chat.say(ann, "two");
        chat.put(ben, new Op.Read(2));

        Delivered unread = deliveries.await(one -> one.is("unread", chat));
        Delivered receipt = deliveries.await(one -> one.is("receipt", chat));

        assertThat(unread.route().users()).containsExactly(ben);
        assertThat(unread.frame().get("read_seq").asLong()).isEqualTo(2);
        assertThat(unread.frame().get("unread").asLong()).isEqualTo(1);
        assertThat(receipt.route().users()).containsExactly(ann);
        assertThat(receipt.frame().get("user_id").asText()).isEqualTo(ben.toString());
        assertThat(receipt.frame().get("read_seq").asLong()).isEqualTo(2);
        assertThat(receipt.frame().get("received_seq").asLong()).isEqualTo(2);
        assertThat(unread(ben)).isEqualTo(1);
    }

    @Test
    void receivingTellsOnlyTheOthers() {
        chat.say(ann, "one");
        chat.settle(chat.put(ben, new Op.Received(2)));

        assertThat(deliveries.all(one -> one.is("unread", chat))).isEmpty();
        JsonNode receipt = deliveries.await(one -> one.is("receipt", chat)).frame();
        assertThat(receipt.get("received_seq").asLong()).isEqualTo(2);
        assertThat(receipt.get("read_seq").asLong()).isEqualTo(1);
        assertThat(unread(ben)).isEqualTo(1);
    }

    @Test
    void receiptsAreToldInChatsOfAHundredAndOwnDevicesInAll() {
        TestChat most = groupOf(100);
        TestChat more = groupOf(101);
        most.say(ann, "one");
        most.settle(most.put(ben, new Op.Read(2)));
        more.say(ann, "one");
        more.settle(more.put(ben, new Op.Read(2)));

        Delivered receipt = deliveries.await(one -> one.is("receipt", most));
        assertThat(receipt.route().users()).hasSize(99).doesNotContain(ben);
        assertThat(deliveries.await(one -> one.is("unread", more)).to(ben)).isTrue();
        assertThat(deliveries.all(one -> one.is("receipt", more))).isEmpty();
    }

    private TestChat groupOf(int members) {
        UserId[] users =
                Stream.concat(Stream.of(ann, ben), Stream.generate(world::user))
                        .limit(members)
                        .toArray(UserId[]::new);
        return TestChat.group(world, users);
    }

    @Test
    void readingWhatWasJustSentIsCountedFromTheSameBurst() {
        world.stop();
        chat.say(ann, "one");
        chat.say(ann, "two");
        Sent read = chat.put(ben, new Op.Read(3));
        chat.say(ann, "three");
        chat.say(ann, "four");
        chat.put(ben, new Op.Read(4));
        world.startAgain();
        chat.settle(read);
        chat.settle(chat.say(ann, "five"));

        assertThat(unread(ben)).isEqualTo(2);
    }

    @Test
    void aSendReadsUpToItself() {
        chat.say(ben, "one");
        chat.settle(chat.say(ann, "two"));

        assertThat(unread(ann)).isZero();
        assertThat(unread(ben)).isEqualTo(1);
    }

    @Test
    void systemMessagesAreNotCounted() {
        chat.put(ann, new Op.Update("Bouldering"));
        chat.settle(chat.join(ann, world.user(), Role.MEMBER));

        assertThat(unread(ben)).isZero();
    }

    @Test
    void whoJoinsStartsAtZero() {
        UserId cal = world.user();
        chat.say(ann, "before");
        chat.settle(chat.join(ann, cal, Role.MEMBER));
        assertThat(unread(cal)).isZero();

        chat.settle(chat.say(ann, "after"));
        assertThat(unread(cal)).isEqualTo(1);
        assertThat(Ready.of(chat, cal).chat(chat).get("read_seq").asLong()).isEqualTo(3);
    }

    @Test
    void readingBackwardsIsIgnored() {
        chat.say(ann, "one");
        chat.say(ann, "two");
        chat.put(ben, new Op.Read(3));
        chat.put(ben, new Op.Read(2));
        chat.settle(chat.put(ben, new Op.Received(1)));

        assertThat(Ready.of(chat, ben).chat(chat).get("read_seq").asLong()).isEqualTo(3);
        assertThat(unread(ben)).isZero();
    }

    @Test
    void readingBeyondTheHeadReadsTheHead() {
        chat.say(ann, "one");
        chat.put(ben, new Op.Read(1L << 53));
        chat.settle(chat.put(ben, new Op.Received(1L << 53)));
        JsonNode entry = Ready.of(chat, ben).chat(chat);

        assertThat(entry.get("read_seq").asLong()).isEqualTo(2);
        assertThat(entry.get("received_seq").asLong()).isEqualTo(2);
        chat.settle(chat.say(ann, "two"));
        assertThat(unread(ben)).isEqualTo(1);
    }

    @Test
    void aStrangerAndWhoLeftMoveNothing() {
        chat.say(ann, "one");
        chat.leave(ben);
        chat.put(world.user(), new Op.Read(2));
        chat.settle(chat.put(ben, new Op.Read(2)));

        assertThat(deliveries.all(one -> one.is("receipt", chat) || one.is("unread", chat)))
                .isEmpty();
    }

    private long unread(UserId user) {
        return Ready.of(chat, user).chat(chat).get("unread").asLong();
    }
}
