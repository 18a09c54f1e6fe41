package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.History;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A group whose members see all of its log, whenever they joined.
final class HistoryAllTest {
    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final UserId cal = world.user();
    private final TestChat chat = TestChat.group(world, ann, ben);

    @BeforeEach
    void somebodyComesLate() {
        chat.say(ann, "before");
        chat.settle(chat.join(ann, cal, Role.MEMBER));
    }

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void whoJoinedLateSeesAllOfIt() {
        assertThat(chat.said(cal)).containsExactly("member.joined");
        Sent open = set(History.ALL);

        Delivered event = deliveries.await(open);
        assertThat(event.type()).isEqualTo("chat.updated");
        assertThat(event.frame().get("history").asText()).isEqualTo("all");
        assertThat(event.route().users()).containsExactlyInAnyOrder(ann, ben, cal);
        assertThat(chat.said(cal))
                .containsExactly("chat.created", "before", "member.joined", "chat.updated");
        assertThat(chat.message(cal, 2)).isEqualTo(chat.message(ann, 2));
        assertThat(chat.history(cal).getLast().get("body").get("history").asText())
                .isEqualTo("all");
    }

    @Test
    void aCursorBelowTheJoiningStaysValid() {
        set(History.ALL);

        assertThat(chat.changes(cal, 1).get("from").asLong()).isEqualTo(1);
        Ready ready = Ready.of(chat, cal, 1);
        assertThat(ready.chat(chat).get("history").asText()).isEqualTo("all");
        JsonNode batch = ready.rest().getFirst();
        assertThat(batch.get("from").asLong()).isEqualTo(1);
        assertThat(batch.get("changes").valueStream().map(TestChat::gist))
                .containsExactly("before", "member.joined", "chat.updated");
    }

    @Test
    void whatChangesAnOldMessageIsToldToAll() {
        set(History.ALL);
        Sent edit = chat.settle(chat.edit(ann, 2, "long before"));
        Sent react = chat.settle(chat.put(cal, new Op.React(2, "!", true)));

        assertThat(deliveries.await(edit).route().users()).containsExactlyInAnyOrder(ann, ben, cal);
        assertThat(deliveries.await(react).type()).isEqualTo("reaction");
        assertThat(deliveries.await(chat.reply(cal, "I see", 2L)).type()).isEqualTo("message.new");
        assertThat(deliveries.all(one -> one.is("unseen", chat))).isEmpty();
    }

    @Test
    void whoJoinsNowIsToldSo() {
        UserId dan = world.user();
        set(History.ALL);
        chat.settle(chat.join(ann, dan, Role.MEMBER));

        Delivered start = deliveries.await(one -> one.is("member.joined", chat) && one.to(dan));
        assertThat(start.frame().get("chat").get("history").asText()).isEqualTo("all");
        assertThat(chat.said(dan)).startsWith("chat.created", "before");
    }

    @Test
    void closedAgainEachSeesFromTheirJoiningOn() {
        set(History.ALL);
        set(History.JOINED);

        assertThat(chat.said(cal)).containsExactly("member.joined", "chat.updated", "chat.updated");
        assertThat(chat.said(ben)).hasSize(5);
        assertThat(chat.changes(cal, 1).get("from").asLong()).isEqualTo(2);
        assertThat(Ready.of(chat, cal).chat(chat).has("history")).isFalse();
        chat.as(cal).get(chat.path("/messages/2")).expectProblem(404, "not_found");
        Sent react = chat.settle(chat.put(cal, new Op.React(2, "!", true)));
        assertThat(deliveries.await(react).frame().get("code").asText()).isEqualTo("not_found");
    }

    @Test
    void whoLeftBeforeSeesNoMoreThanBefore() {
        chat.settle(chat.leave(cal));
        set(History.ALL);

        assertThat(chat.said(cal)).containsExactly("member.joined", "member.left");
        chat.as(cal).get(chat.path("/messages/2")).expectProblem(404, "not_found");
    }

    @Test
    void whoLeavesWhileItIsOpenReadsAllUpToTheLeaving() {
        set(History.ALL);
        chat.leave(cal);
        chat.settle(chat.say(ann, "after"));

        assertThat(chat.said(cal)).startsWith("chat.created", "before").endsWith("member.left");
    }

    @Test
    void aStrangerSeesNothing() {
        set(History.ALL);

        chat.as(world.user()).get(chat.path("/messages")).expectProblem(404, "not_found");
        chat.as(world.user()).get(chat.path("/changes")).expectProblem(404, "not_found");
    }

    @Test
    void itIsTheSameAfterARestart() {
        set(History.ALL);
        world.restart();
        Sent edit = chat.settle(chat.edit(ann, 2, "long before"));

        assertThat(deliveries.await(edit).to(cal)).isTrue();
        assertThat(Ready.of(chat, cal).chat(chat).get("history").asText()).isEqualTo("all");
    }

    @Test
    void aTitleLeavesItAsItIs() {
        set(History.ALL);
        chat.settle(chat.put(ann, new Op.Update("Bouldering")));

        assertThat(chat.said(cal)).startsWith("chat.created", "before");
        assertThat(Ready.of(chat, cal).chat(chat).get("title").asText()).isEqualTo("Bouldering");
    }

    @Test
    void lastMessageMayBeFromBeforeTheJoining() {
        TestChat other = TestChat.begin(world, ChatType.GROUP, ann);
        other.say(ann, "old");
        other.join(ann, cal, Role.MEMBER);
        Sent last = other.put(ann, new Op.Update(null, null, History.ALL));
        other.settle(last);
        for (long seq : List.of(3L, 4L)) {
            other.settle(other.delete(cal, seq, Op.Scope.ME));
        }

        assertThat(TestChat.gist(Ready.of(other, cal).chat(other).get("last_message")))
                .isEqualTo("old");
    }

    private Sent set(History history) {
        return chat.settle(chat.put(ann, new Op.Update(null, null, history)));
    }
}
