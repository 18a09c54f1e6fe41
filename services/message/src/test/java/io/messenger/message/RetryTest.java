package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The same command twice: stored once, answered twice.
final class RetryTest {
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
    void aRetryIsAnsweredToItsOriginAlone() {
        Sent sent = chat.settle(chat.say(ann, "once"));
        onlyAnsweredAgain(chat.again(sent));
    }

    @Test
    void aRetryRightBehindIsStoredOnce() {
        Sent sent = chat.say(ann, "once");
        chat.again(sent);
        chat.again(sent);
        chat.settle(chat.say(ann, "next"));

        assertThat(chat.said(ben)).containsExactly("chat.created", "once", "next");
        assertThat(deliveries.all(sent)).hasSize(3);
    }

    @Test
    void aRetryAfterARestartIsKnown() {
        Sent sent = chat.settle(chat.say(ann, "once"));
        world.restart();
        onlyAnsweredAgain(chat.again(sent));
    }

    @Test
    void aRetryIsKnownAfterItsSenderLeft() {
        Sent sent = chat.say(ben, "once");
        chat.settle(chat.leave(ben));
        onlyAnsweredAgain(chat.again(sent));
    }

    @Test
    void aRetryIsKnownAfterItsSenderLostTheRight() {
        Sent sent = chat.say(ben, "once");
        chat.settle(chat.put(ann, new io.messenger.contracts.Op.SetRole(ben, Role.READER)));
        onlyAnsweredAgain(chat.again(sent));
    }

    @Test
    void theSameKeyWithAnotherTextGetsTheFirst() {
        Sent sent = chat.say(ann, "first");
        chat.settle(
                world.send(
                        chat.command(
                                ann,
                                new io.messenger.contracts.Op.Send(
                                        new io.messenger.contracts.Body("second"), null),
                                sent.command().clientMsgId())));

        assertThat(deliveries.all(sent))
                .hasSize(2)
                .allMatch(one -> TestChat.gist(one.frame()).equals("first"));
        assertThat(chat.said(ann)).containsExactly("chat.created", "first");
    }

    @Test
    void aRepeatedChangeOfMembersDoesNotBringAnybodyBack() {
        UserId cal = world.user();
        Sent join = chat.join(ann, cal, Role.MEMBER);
        chat.settle(chat.leave(cal));
        chat.settle(chat.again(join));

        assertThat(chat.said(ann)).containsExactly("chat.created", "member.joined", "member.left");
    }

    private void onlyAnsweredAgain(Sent retry) {
        List<Delivered> events = deliveries.all(retry);
        Delivered first = events.getFirst();
        Delivered answer = events.getLast();

        assertThat(events).hasSize(2);
        assertThat(answer.frame()).isEqualTo(first.frame());
        assertThat(answer.route().onlyConn()).isTrue();
        assertThat(answer.route().conn()).isEqualTo(TestChat.CONN);
        assertThat(answer.partition()).isEqualTo(TestChat.ORIGIN.lane());
        assertThat(chat.said(ann).stream().filter("once"::equals)).hasSize(1);
    }
}
