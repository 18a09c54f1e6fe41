package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a device learns that was away while another one of its user deleted for oneself.
final class HiddenAwayTest {
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
    void isToldAfterItsBatch() {
        chat.say(ann, "one");
        chat.say(ann, "two");
        chat.delete(ben, 2, Op.Scope.ME);
        chat.settle(chat.say(ann, "three"));

        List<JsonNode> rest = Ready.of(chat, ben, 2).rest();
        assertThat(rest).extracting(TestChat::type).containsExactly("batch", "hidden");
        assertThat(rest.getLast().get("target").asLong()).isEqualTo(2);
        assertThat(Ready.of(chat, ann, 2).rest()).hasSize(1);
    }

    @Test
    void isToldWhenNothingElseHappened() {
        chat.say(ann, "one");
        chat.settle(chat.delete(ben, 2, Op.Scope.ME));

        List<JsonNode> rest = Ready.of(chat, ben, 2).rest();
        assertThat(rest).extracting(TestChat::type).containsExactly("hidden");
    }

    @Test
    void isNotToldOfWhatItKnows() {
        chat.say(ann, "one");
        chat.delete(ben, 2, Op.Scope.ME);
        chat.settle(chat.say(ann, "two"));

        assertThat(Ready.of(chat, ben, 3).rest()).isEmpty();
    }

    @Test
    void learnsItFromEveryOtherAnswerToACursor() {
        chat.say(ann, "one");
        chat.settle(chat.delete(ben, 2, Op.Scope.ME));
        Map<String, Long> cursors = Map.of(chat.id().toString(), 2L);

        JsonNode sync =
                chat.as(ben).post("/v1/sync", Map.of("cursors", cursors)).expect(200).json();
        assertThat(sync.get("batches")).hasSize(1);
        assertThat(sync.get("batches").get(0).get("hidden")).hasToString("[2]");
        assertThat(chat.changes(ben, 2).get("hidden")).hasToString("[2]");
        JsonNode batch =
                chat.as(ben)
                        .post("/internal/v1/chats/" + chat.id() + "/sync", Map.of("since", 2))
                        .expect(200)
                        .json();
        assertThat(batch.get("hidden")).hasToString("[2]");
        assertThat(chat.changes(ann, 2).has("hidden")).isFalse();
    }

    @Test
    void readsTheChatAgainWhenTooMuchWasHidden() {
        long last = 1102;
        LongStream.range(2, last).forEach(seq -> chat.say(ann, "text " + seq));
        Sent end = chat.say(ann, "end");
        LongStream.range(2, last).forEach(seq -> chat.delete(ben, seq, Op.Scope.ME));
        chat.settle(end);
        chat.settle(chat.delete(ben, 2, Op.Scope.ME));

        List<JsonNode> rest = Ready.of(chat, ben, last).rest();
        assertThat(rest).hasSize(1001);
        assertThat(rest.subList(0, 1000)).allMatch(one -> TestChat.type(one).equals("hidden"));
        assertThat(TestChat.type(rest.getLast())).isEqualTo("resync");
        JsonNode changes = chat.changes(ben, last);
        assertThat(changes.get("hidden")).hasSize(1000);
        assertThat(changes.get("hidden_truncated").asBoolean()).isTrue();
    }

    @Test
    void isToldOnceMoreOfWhatWasCommittedButPerhapsNotEmitted() throws Exception {
        chat.say(ann, "one");
        Sent hide = chat.settle(chat.delete(ben, 2, Op.Scope.ME));
        world.stop();
        GroupOffsets.rewind(hide.at().partition(), hide.at().offset());
        world.startAgain();
        chat.settle(hide);
        chat.settle(chat.say(ann, "two"));

        List<Delivered> told = deliveries.all(one -> one.is("hidden", chat));
        assertThat(told).hasSize(2);
        assertThat(told.getLast().frame()).isEqualTo(told.getFirst().frame());
        assertThat(told.getLast().route().users()).containsExactly(ben);
    }
}
