package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatType;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A send that the log does not take is `rejected`, to its connection alone, and not stored.
final class RefusedSendTest {
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
        TestChat nowhere = new TestChat(world, world.chatId());

        rejected(chat.say(world.user(), "hello?"), "not_found");
        rejected(nowhere.say(ann, "hello?"), "not_found");
    }

    @Test
    void whoLeftIsNoMember() {
        chat.leave(ben);
        rejected(chat.say(ben, "one more thing"), "not_member");
    }

    @Test
    void aReaderOnlyReads() {
        TestChat channel = TestChat.begin(world, ChatType.CHANNEL, ann, ben);
        rejected(channel.say(ben, "first!"), "forbidden");
    }

    @Test
    void aReplyIsToSomethingThere() {
        rejected(chat.reply(ann, "to the next", 2L), "bad_request");
        rejected(chat.reply(ann, "to nothing", 0L), "bad_request");
    }

    @Test
    void aReplyIsToSomethingItsSenderSees() {
        UserId cal = world.user();
        chat.say(ann, "before");
        chat.join(ann, cal, Role.MEMBER);

        rejected(chat.reply(cal, "I heard that", 2L), "bad_request");
    }

    @Test
    void aReplyIsToAnEntryAndNotToAChange() {
        chat.say(ann, "one");
        chat.edit(ann, 2, "two");

        rejected(chat.reply(ben, "to the edit", 3L), "bad_request");
        accepted(chat.reply(ben, "to the message", 2L));
    }

    @Test
    void aReplyIsNotToWhatItsSenderHasHidden() {
        chat.say(ann, "one");
        chat.settle(chat.delete(ben, 2, Op.Scope.ME));

        rejected(chat.reply(ben, "what was that?", 2L), "bad_request");
        accepted(chat.reply(ann, "never mind", 2L));
    }

    @Test
    void aReplyMayBeToASystemMessageAndToADeletedOne() {
        chat.say(ben, "one");
        chat.delete(ben, 2, Op.Scope.ALL);

        accepted(chat.reply(ann, "we began so well", 1L));
        accepted(chat.reply(ann, "what did you say?", 2L));
    }

    @Test
    void inABurstAReplyIsToWhatWasSaidAndHiddenBefore() {
        world.stop();
        chat.say(ann, "one");
        Sent reply = chat.reply(ben, "two", 2L);
        chat.delete(ben, 2, Op.Scope.ME);
        Sent late = chat.reply(ben, "three", 2L);
        world.startAgain();

        accepted(reply);
        rejected(late, "bad_request");
    }

    @Test
    void inAChannelEverybodySeesEverythingAndMayReplyToIt() {
        UserId cal = world.user();
        TestChat channel = TestChat.begin(world, ChatType.CHANNEL, ann);
        channel.say(ann, "before");
        channel.join(ann, cal, Role.ADMIN);

        accepted(channel.reply(cal, "yes", 2L));
    }

    @Test
    void aRefusedSendMaySucceedLater() {
        UserId cal = world.user();
        Sent sent = chat.say(cal, "let me in");
        rejected(sent, "not_found");
        chat.settle(chat.join(ann, cal, Role.MEMBER));
        chat.settle(chat.again(sent));

        assertThat(chat.said(ann)).containsExactly("chat.created", "member.joined", "let me in");
    }

    private void accepted(Sent sent) {
        assertThat(deliveries.await(sent).type()).isEqualTo("message.new");
    }

    private void rejected(Sent sent, String code) {
        List<Delivered> events = deliveries.all(sent);
        Delivered refusal = events.getFirst();

        assertThat(events).hasSize(1);
        assertThat(refusal.type()).isEqualTo("rejected");
        assertThat(refusal.frame().get("code").asText()).isEqualTo(code);
        assertThat(refusal.route().onlyConn()).isTrue();
        assertThat(refusal.route().conn()).isEqualTo(TestChat.CONN);
        assertThat(refusal.partition()).isEqualTo(TestChat.ORIGIN.lane());
    }
}
