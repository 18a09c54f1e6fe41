package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatType;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A change that the log does not take is `rejected`, to its connection alone.
final class RefusedChangeTest {
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
    void aStrangerCannotTellThatTheChatExists() {
        rejected(chat.edit(world.user(), 1, "hello?"), "not_found");
        rejected(new TestChat(world, world.chatId()).edit(ann, 1, "hello?"), "not_found");
    }

    @Test
    void whoLeftIsNoMember() {
        chat.say(ben, "one");
        chat.leave(ben);

        rejected(chat.edit(ben, 2, "two"), "not_member");
        rejected(chat.delete(ben, 2, Op.Scope.ALL), "not_member");
        rejected(chat.delete(ben, 2, Op.Scope.ME), "not_member");
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        chat.say(ann, "one");
        chat.edit(ann, 2, "two");

        rejected(chat.put(ann, new Op.React(0, "!", true)), "not_found");
        rejected(chat.put(ann, new Op.React(3, "!", true)), "not_found");
        rejected(chat.put(ann, new Op.React(9, "!", true)), "not_found");
    }

    @Test
    void whatOneDoesNotSeeCannotBeChanged() {
        UserId cal = world.user();
        chat.say(ann, "one");
        chat.join(ann, cal, Role.ADMIN);

        rejected(chat.put(cal, new Op.React(2, "!", true)), "not_found");
        rejected(chat.delete(cal, 2, Op.Scope.ALL), "not_found");
    }

    @Test
    void oneEditsOnlyOnesOwnMessages() {
        chat.say(ben, "one");

        rejected(chat.edit(ann, 2, "two"), "forbidden");
        rejected(chat.edit(ann, 1, "two"), "forbidden");
    }

    @Test
    void aMemberDeletesOnlyOnesOwnAndAnAdminAnybodys() {
        chat.say(ann, "one");
        chat.say(ben, "two");

        rejected(chat.delete(ben, 2, Op.Scope.ALL), "forbidden");
        rejected(chat.delete(ann, 1, Op.Scope.ALL), "forbidden");
        accepted(chat.delete(ann, 3, Op.Scope.ALL));
    }

    @Test
    void inADirectChatEachDeletesOnesOwnAndBothPin() {
        TestChat direct = TestChat.begin(world, ChatType.DIRECT, ann, ben);
        direct.say(ann, "one");

        rejected(direct.delete(ben, 2, Op.Scope.ALL), "forbidden");
        accepted(direct.put(ben, new Op.Pin(2, true)));
    }

    @Test
    void aMemberDoesNotPin() {
        chat.say(ben, "one");
        rejected(chat.put(ben, new Op.Pin(2, true)), "forbidden");
    }

    @Test
    void aReaderReactsButNeitherEditsNorPins() {
        TestChat channel = TestChat.begin(world, ChatType.CHANNEL, ann, ben);
        channel.say(ann, "news");

        rejected(channel.edit(ben, 2, "olds"), "forbidden");
        rejected(channel.put(ben, new Op.Pin(2, true)), "forbidden");
        accepted(channel.put(ben, new Op.React(2, "!", true)));
    }

    @Test
    void aDeletedMessageDoesNotChangeAnyMore() {
        chat.say(ann, "one");
        chat.delete(ann, 2, Op.Scope.ALL);

        rejected(chat.edit(ann, 2, "two"), "conflict");
        rejected(chat.put(ann, new Op.React(2, "!", true)), "conflict");
        rejected(chat.put(ann, new Op.Pin(2, true)), "conflict");
    }

    @Test
    void aMessageHasAtMostTwentyDifferentReactions() {
        chat.say(ann, "one");
        for (int i = 0; i < 20; i++) {
            chat.put(ann, new Op.React(2, "e" + i, true));
        }

        rejected(chat.put(ben, new Op.React(2, "e20", true)), "conflict");
        accepted(chat.put(ben, new Op.React(2, "e19", true)));
    }

    private void accepted(Sent sent) {
        assertThat(deliveries.all(sent)).hasSize(1).allMatch(one -> one.seq() > 0);
    }

    private void rejected(Sent sent, String code) {
        List<Delivered> events = deliveries.all(sent);

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().type()).isEqualTo("rejected");
        assertThat(events.getFirst().frame().get("code").asText()).isEqualTo(code);
        assertThat(events.getFirst().route().onlyConn()).isTrue();
    }
}
