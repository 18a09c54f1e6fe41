package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Body;
import io.messenger.contracts.Mentions;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whom messages mention: shown with the message wherever it is read.
final class MentionsTest {
    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final UserId cal = world.user();
    private final TestChat chat = TestChat.group(world, ann, ben, cal);

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void areShownInTheEventAndInEveryRead() {
        Sent sent = chat.settle(chat.mention(ann, "@ben @cal", ben, cal));

        assertThat(named(deliveries.await(sent).frame())).containsExactly(ben, cal);
        JsonNode now = chat.message(ben, 2);
        assertThat(named(now)).containsExactly(ben, cal);
        assertThat(chat.history(ben).getLast()).isEqualTo(now);
        assertThat(chat.changes(ben, 1).get("changes").valueStream()).containsExactly(now);
        Ready ready = Ready.of(chat, ben, 1);
        assertThat(ready.chat(chat).get("last_message")).isEqualTo(now);
        assertThat(ready.rest().getFirst().get("changes").valueStream()).containsExactly(now);
    }

    @Test
    void areMembersAtThatPointOfTheLogAndNobodyElse() {
        UserId dan = world.user();
        chat.mention(ann, "too early", dan);
        chat.join(ann, dan, Role.MEMBER);
        chat.leave(cal);
        chat.settle(chat.mention(ann, "all of you", dan, cal, world.user(), ben));

        assertThat(chat.message(ann, 2).has("mentions")).isFalse();
        assertThat(named(chat.message(ann, 5))).containsExactly(dan, ben);
        assertThat(count(dan)).isEqualTo(1);
    }

    @Test
    void ofOneselfAreShownAndNotCounted() {
        chat.settle(chat.mention(ann, "me", ann));

        assertThat(named(chat.message(ben, 2))).containsExactly(ann);
        assertThat(count(ann)).isZero();
    }

    @Test
    void anEditShowsOthersAndCountsNobodyAnew() {
        chat.mention(ann, "@ben", ben);
        Sent edit = chat.settle(edit("@cal", cal, world.user()));

        assertThat(named(deliveries.await(edit).frame())).containsExactly(cal);
        assertThat(named(chat.message(ben, 2))).containsExactly(cal);
        assertThat(count(ben)).isEqualTo(1);
        assertThat(count(cal)).isZero();
    }

    @Test
    void anEditOfTheMentionsAloneIsAChange() {
        chat.mention(ann, "you two", ben, cal);
        Sent same = chat.settle(edit("you two", ben, cal));
        Sent other = chat.settle(edit("you two"));

        assertThat(deliveries.await(same).type()).isEqualTo("reply");
        assertThat(deliveries.await(other).type()).isEqualTo("message.edited");
        assertThat(chat.message(ben, 2).has("mentions")).isFalse();
    }

    @Test
    void ofADeletedMessageAreGone() {
        chat.mention(ann, "@ben", ben);
        chat.settle(chat.delete(ann, 2, Op.Scope.ALL));

        assertThat(chat.message(ben, 2).has("mentions")).isFalse();
    }

    @Test
    void whatABurstSaysAndEditsIsShownAsItIsAtItsEnd() {
        world.stop();
        chat.mention(ann, "@ben", ben);
        Sent edit = edit("@cal", cal);
        world.startAgain();
        chat.settle(edit);

        assertThat(named(chat.message(ben, 2))).containsExactly(cal);
    }

    @Test
    void aRetryOfAnEditedMessageMentionsWhomItDid() {
        Sent sent = chat.mention(ann, "@ben", ben, world.user());
        chat.edit(ann, 2, "nobody");
        chat.settle(chat.leave(ben));
        chat.settle(chat.again(sent));

        List<Delivered> events = deliveries.all(sent);
        assertThat(events).hasSize(2);
        assertThat(events.getLast().frame()).isEqualTo(events.getFirst().frame());
    }

    private Sent edit(String text, UserId... named) {
        return chat.put(ann, new Op.Edit(2, new Body(text), new Mentions(List.of(named))));
    }

    private long count(UserId user) {
        return Ready.of(chat, user).chat(chat).get("mentions").asLong();
    }

    private static List<UserId> named(JsonNode message) {
        return message.get("mentions").valueStream().map(id -> UserId.parse(id.asText())).toList();
    }
}
