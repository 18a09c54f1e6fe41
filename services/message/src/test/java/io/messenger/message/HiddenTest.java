package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Body;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import io.messenger.contracts.Origin;
import io.messenger.contracts.UserId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Deleting for oneself: out of one's own sight, on all own devices, and nobody else learns of it.
final class HiddenTest {
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
    void aHiddenMessageIsOutOfOwnReadsAlone() {
        chat.say(ann, "one");
        chat.say(ann, "two");
        Sent hide = chat.settle(chat.delete(ben, 3, Op.Scope.ME));

        Delivered hidden = deliveries.await(one -> one.is("hidden", chat));
        assertThat(hidden.route().users()).containsExactly(ben);
        assertThat(hidden.frame().get("target").asLong()).isEqualTo(3);
        assertThat(deliveries.await(hide).type()).isEqualTo("reply");
        assertThat(chat.said(ben)).containsExactly("chat.created", "one");
        assertThat(chat.said(ann)).containsExactly("chat.created", "one", "two");
        assertThat(chat.changes(ben, 2).get("changes")).isEmpty();
        chat.as(ben).get(chat.path("/messages/3")).expectProblem(404, "not_found");
        JsonNode ready = Ready.of(chat, ben).chat(chat);
        assertThat(TestChat.gist(ready.get("last_message"))).isEqualTo("one");
        assertThat(ready.get("head_seq").asLong()).isEqualTo(3);
    }

    @Test
    void hidingTwiceDoesNoHarm() {
        chat.say(ann, "one");
        Sent hide = chat.delete(ben, 2, Op.Scope.ME);
        chat.again(hide);
        chat.settle(chat.delete(ben, 2, Op.Scope.ME));

        assertThat(deliveries.all(hide)).hasSize(2).allMatch(one -> one.type().equals("reply"));
        assertThat(chat.said(ben)).containsExactly("chat.created");
    }

    @Test
    void aReplyNamesTheRequest() {
        chat.settle(chat.say(ann, "one"));
        named("r-17", new Op.Delete(2, Op.Scope.ME));

        Delivered reply = deliveries.await(one -> one.frame().path("id").asText().equals("r-17"));
        assertThat(reply.type()).isEqualTo("reply");
        assertThat(reply.route().onlyConn()).isTrue();
    }

    @Test
    void aRefusalNamesTheRequest() {
        named("r-18", new Op.Edit(1, new Body("mine")));

        Delivered refusal = deliveries.await(one -> one.frame().path("id").asText().equals("r-18"));
        assertThat(refusal.type()).isEqualTo("rejected");
    }

    @Test
    void whatIsNotThereCannotBeHidden() {
        Sent nothing = chat.delete(ben, 7, Op.Scope.ME);
        Sent stranger = chat.delete(world.user(), 1, Op.Scope.ME);

        for (Sent sent : List.of(nothing, stranger)) {
            assertThat(deliveries.await(sent).frame().get("code").asText()).isEqualTo("not_found");
        }
    }

    /// A command whose frame had an `id`.
    private void named(String request, Op op) {
        Command command = chat.command(ben, op, new ClientMsgId(world.ids().next()));
        world.send(
                new Command(
                        command.chatId(),
                        command.senderId(),
                        command.deviceId(),
                        command.clientMsgId(),
                        new Origin(TestChat.ORIGIN.lane(), TestChat.CONN, request),
                        command.at(),
                        command.op()));
    }
}
