package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Edit, delete for all, react and pin: told at a place of their own, shown in every read.
final class ChangesTest {
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
    void anEditIsToldAtItsOwnPlaceAndReadEverywhere() {
        chat.say(ann, "helo");
        Sent edit = chat.settle(chat.edit(ann, 2, "hello"));

        Delivered event = deliveries.await(edit);
        assertThat(event.type()).isEqualTo("message.edited");
        assertThat(event.seq()).isEqualTo(3);
        assertThat(event.frame().get("target").asLong()).isEqualTo(2);
        assertThat(TestChat.gist(event.frame())).isEqualTo("hello");
        assertThat(event.route().users()).containsExactlyInAnyOrder(ann, ben);
        JsonNode now = chat.message(ben, 2);
        assertThat(TestChat.gist(now)).isEqualTo("hello");
        assertThat(now.get("change_seq").asLong()).isEqualTo(3);
        assertThat(now.get("edited_at")).isEqualTo(event.frame().get("edited_at"));
        assertThat(chat.history(ben)).hasSize(2).last().isEqualTo(now);
        assertThat(changed(ben, 2)).containsExactly(now);
        Ready ready = Ready.of(chat, ben, 2);
        assertThat(ready.chat(chat).get("last_message")).isEqualTo(now);
        assertThat(ready.chat(chat).get("head_seq").asLong()).isEqualTo(3);
        assertThat(ready.rest().getFirst().get("changes").valueStream()).containsExactly(now);
    }

    @Test
    void theLogGoesOnBehindAChange() {
        chat.say(ann, "one");
        chat.edit(ann, 2, "two");
        chat.settle(chat.say(ben, "three"));

        assertThat(chat.said(ann)).containsExactly("chat.created", "two", "three");
        assertThat(chat.seqs(ann)).containsExactly(1L, 2L, 4L);
    }

    @Test
    void aMessageDeletedForAllKeepsItsPlaceOnly() {
        chat.say(ben, "oops");
        chat.put(ann, new Op.React(2, "!", true));
        chat.put(ann, new Op.Pin(2, true));
        Delivered event = deliveries.await(chat.settle(chat.delete(ann, 2, Op.Scope.ALL)));

        assertThat(event.type()).isEqualTo("message.deleted");
        JsonNode now = chat.message(ben, 2);
        assertThat(now.get("deleted_at")).isEqualTo(event.frame().get("deleted_at"));
        assertThat(now.has("body")).isFalse();
        assertThat(now.has("reactions")).isFalse();
        assertThat(now.has("pinned")).isFalse();
    }

    @Test
    void reactionsTellWhoReactedInOrder() {
        chat.say(ann, "lunch?");
        chat.put(ben, new Op.React(2, "yes", true));
        chat.put(ann, new Op.React(2, "yes", true));
        chat.put(ann, new Op.React(2, "no", true));
        Delivered back = deliveries.await(chat.settle(chat.put(ann, new Op.React(2, "no", false))));

        assertThat(back.type()).isEqualTo("reaction");
        assertThat(back.frame().get("on").asBoolean()).isFalse();
        assertThat(chat.message(ben, 2).get("reactions"))
                .hasToString("{\"yes\":[\"" + ben + "\",\"" + ann + "\"]}");
    }

    @Test
    void aPinIsShownUntilItIsTakenOff() {
        chat.say(ben, "rules");
        chat.settle(chat.put(ann, new Op.Pin(2, true)));
        assertThat(chat.message(ben, 2).get("pinned").asBoolean()).isTrue();
        chat.settle(chat.put(ann, new Op.Pin(2, false)));
        assertThat(chat.message(ben, 2).has("pinned")).isFalse();
    }

    @Test
    void changesDoNotCountAsUnread() {
        chat.say(ann, "one");
        chat.say(ann, "two");
        chat.put(ann, new Op.React(2, "!", true));
        chat.settle(chat.say(ann, "three"));
        assertThat(unread()).isEqualTo(3);

        chat.settle(chat.put(ben, new Op.Read(4)));
        assertThat(unread()).isEqualTo(1);
        chat.put(ann, new Op.React(2, "!", false));
        chat.put(ben, new Op.Read(6));
        chat.settle(chat.say(ann, "four"));
        assertThat(unread()).isEqualTo(1);
    }

    @Test
    void whoJoinedLaterLearnsOnlyThatThePlaceIsTaken() {
        UserId cal = world.user();
        chat.say(ann, "between us");
        chat.join(ann, cal, Role.MEMBER);
        Sent edit = chat.settle(chat.edit(ann, 2, "still between us"));

        assertThat(deliveries.await(edit).route().users()).containsExactlyInAnyOrder(ann, ben);
        Delivered unseen = deliveries.await(one -> one.is("unseen", chat));
        assertThat(unseen.route().users()).containsExactly(cal);
        assertThat(unseen.seq()).isEqualTo(4);
        assertThat(changed(cal, 3)).isEmpty();
        assertThat(chat.changes(cal, 3).get("to").asLong()).isEqualTo(4);
    }

    @Test
    void whoLeftLosesNoMessageThatChangedAfterwards() {
        chat.say(ann, "one");
        chat.leave(ben);
        Sent edit = chat.settle(chat.edit(ann, 2, "two"));

        assertThat(deliveries.await(edit).to(ben)).isFalse();
        List<JsonNode> changes = changed(ben, 0);
        assertThat(changes).extracting(one -> one.get("seq").asLong()).containsExactly(1L, 2L, 3L);
        assertThat(changes.get(1).get("change_seq").asLong()).isEqualTo(2);
    }

    private List<JsonNode> changed(UserId user, long since) {
        return chat.changes(user, since).get("changes").valueStream().toList();
    }

    private long unread() {
        return Ready.of(chat, ben).chat(chat).get("unread").asLong();
    }
}
