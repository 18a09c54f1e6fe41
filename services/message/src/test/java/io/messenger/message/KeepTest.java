package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Muting, archiving and blocking: one's own affair, at a point of the log and without a place in
/// it.
final class KeepTest {
    private static final Instant SOME_DAY = Instant.parse("2090-01-01T00:00:00Z");
    private static final Op BLOCK = new Op.Keep(null, false, true);

    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final TestChat chat = TestChat.begin(world, ChatType.DIRECT, ann, ben);

    @AfterEach
    void close() {
        deliveries.close();
    }

    @Test
    void onesOwnDevicesLearnOfItAndNobodyElse() {
        chat.settle(chat.put(ann, new Op.Keep(SOME_DAY, true, true)));
        chat.settle(chat.put(ann, Op.Keep.PLAIN));

        List<Delivered> told =
                deliveries.all(one ->
                        one.in(chat) && List.of("mute", "archive", "block").contains(one.type()));
        assertThat(told).allMatch(one -> one.route().users().equals(List.of(ann)));
        assertThat(told)
                .extracting(one -> one.frame().toString())
                .hasSize(6)
                .doesNotHaveDuplicates();
        assertThat(told.getFirst().frame().get("muted_until").asText())
                .isEqualTo("2090-01-01T00:00:00.000Z");
        assertThat(chat.seqs(ben)).containsExactly(1L);
    }

    @Test
    void aDeviceThatConnectsLearnsOfItInReady() {
        chat.settle(chat.put(ann, new Op.Keep(SOME_DAY, true, true)));

        JsonNode own = Ready.of(chat, ann).chat(chat);
        assertThat(own.get("muted_until").asText()).isEqualTo("2090-01-01T00:00:00.000Z");
        assertThat(own.get("archived").asBoolean()).isTrue();
        assertThat(own.get("blocked").asBoolean()).isTrue();
        assertThat(Ready.of(chat, ben).chat(chat).propertyStream().map(Map.Entry::getKey))
                .doesNotContain("muted_until", "archived", "blocked");
    }

    @Test
    void aMuteThatIsOverIsNone() {
        chat.settle(
                chat.put(ann, new Op.Keep(Instant.parse("2026-01-01T00:00:00Z"), false, false)));

        assertThat(Ready.of(chat, ann).chat(chat).has("muted_until")).isFalse();
    }

    @Test
    void whoIsBlockedSaysAndChangesNothingButTakesBack() {
        chat.say(ben, "one");
        chat.put(ann, BLOCK);

        refused(chat.say(ben, "two"));
        refused(chat.edit(ben, 2, "worse"));
        refused(chat.put(ben, new Op.React(2, "!", true)));
        refused(chat.put(ben, new Op.Pin(2, true)));
        assertThat(answer(chat.delete(ben, 2, Op.Scope.ALL))).isEqualTo("message.deleted");
        assertThat(answer(chat.say(ann, "bye"))).isEqualTo("message.new");
    }

    @Test
    void aBlockHoldsForWhatComesBehindItInTheSameBatch() {
        world.stop();
        Sent before = chat.say(ben, "one");
        chat.put(ann, BLOCK);
        Sent after = chat.say(ben, "two");
        chat.put(ann, Op.Keep.PLAIN);
        Sent later = chat.say(ben, "three");
        chat.again(before);
        world.startAgain();

        refused(after);
        assertThat(answer(later)).isEqualTo("message.new");
        assertThat(chat.said(ann)).containsExactly("chat.created", "one", "three");
    }

    @Test
    void aRetryOfWhatIsStoredIsAnsweredByItsEchoAlsoAfterABlock() {
        Sent sent = chat.settle(chat.say(ben, "one"));
        chat.settle(chat.put(ann, BLOCK));
        chat.again(sent);

        assertThat(deliveries.all(chat.settle(chat.again(sent))))
                .allMatch(one -> one.type().equals("message.new"));
    }

    @Test
    void aBlockIsForDirectChatsAlone() {
        TestChat group = TestChat.group(world, ann, ben);
        group.put(ann, BLOCK);

        assertThat(answer(group.say(ben, "one"))).isEqualTo("message.new");
    }

    @Test
    void neitherSeesWhetherTheOtherIsThere() {
        chat.settle(chat.put(ann, BLOCK));

        assertThat(watched(ann)).isEmpty();
        assertThat(watched(ben)).isEmpty();
        chat.settle(chat.put(ann, Op.Keep.PLAIN));
        assertThat(watched(ben)).hasSize(1);
    }

    @Test
    void anOldOneThatComesAgainChangesNothing() {
        Sent block = chat.put(ann, BLOCK);
        chat.put(ann, Op.Keep.PLAIN);
        chat.settle(chat.again(block));

        assertThat(answer(chat.say(ben, "one"))).isEqualTo("message.new");
        world.restart();
        chat.settle(chat.again(block));
        assertThat(answer(chat.say(ben, "two"))).isEqualTo("message.new");
    }

    @Test
    void theChatServiceLearnsThatTheLogHasIt() {
        Sent kept = chat.settle(chat.put(ann, BLOCK));

        String path = "/internal/v1/chats/" + chat.id() + "/commands/" + kept.id();
        assertThat(world.as(ann).get(path).expect(200).json().get("seq").asLong()).isEqualTo(1);
    }

    @Test
    void itEndsWithTheMembership() {
        TestChat group = TestChat.group(world, ann, ben);
        group.put(ben, new Op.Keep(SOME_DAY, true, false));
        group.leave(ben);
        group.put(ben, new Op.Keep(SOME_DAY, true, false));
        group.settle(group.join(ann, ben, Role.MEMBER));

        assertThat(Ready.of(group, ben).chat(group).propertyStream().map(Map.Entry::getKey))
                .doesNotContain("muted_until", "archived");
    }

    private void refused(Sent sent) {
        Delivered refusal = deliveries.await(sent);
        assertThat(refusal.type()).isEqualTo("rejected");
        assertThat(refusal.frame().get("code").asText()).isEqualTo("blocked");
    }

    private String answer(Sent sent) {
        return deliveries.await(sent).type();
    }

    private JsonNode watched(UserId user) {
        return world.as(user)
                .post("/internal/v1/watched", Map.of("chat_ids", List.of(chat.id())))
                .expect(200)
                .json()
                .get("chats");
    }
}
