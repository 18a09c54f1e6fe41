package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Muting, archiving and blocking, and how the chat's log learns of it.
final class KeepingTest {
    private static final Instant SOME_DAY = Instant.parse("2090-01-01T00:00:00.123Z");

    private static World world;
    private static Person ann;
    private static Person bob;

    @BeforeAll
    static void begin() throws Exception {
        world = World.begin();
        ann = world.person();
        bob = world.person();
    }

    @AfterAll
    static void end() {
        assertThat(world.log().faults()).isEmpty();
        world.close();
    }

    @Test
    void aChatIsMutedForOneselfAlone() {
        ChatId chat = world.chat("group", ann, bob);

        JsonNode muted = mute(chat, "\"2090-01-01T01:00:00.123456+01:00\"");

        assertThat(muted.get("muted_until").asText()).isEqualTo("2090-01-01T00:00:00.123Z");
        assertThat(read(ann, chat)).isEqualTo(muted);
        assertThat(read(bob, chat).has("muted_until")).isFalse();
        assertThat(mute(chat, "null").has("muted_until")).isFalse();
        assertThat(kept(chat)).containsExactly(new Op.Keep(SOME_DAY, false, false), Op.Keep.PLAIN);
    }

    @Test
    void whatIsSoAlreadyIsNotInTheLogAgain() {
        ChatId chat = world.chat("group", ann, bob);

        ann.client().put(path(chat, "/archive")).expect(200);
        ann.client().put(path(chat, "/archive")).expect(200);
        assertThat(read(ann, chat).get("archived").asBoolean()).isTrue();
        assertThat(read(ann, chat).get("head_seq").asLong()).isEqualTo(1);
        ann.client().delete(path(chat, "/archive")).expect(204);
        ann.client().delete(path(chat, "/archive")).expect(204);

        assertThat(read(ann, chat).has("archived")).isFalse();
        assertThat(kept(chat)).containsExactly(new Op.Keep(null, true, false), Op.Keep.PLAIN);
    }

    @Test
    void itEndsWithTheMembership() {
        ChatId chat = world.chat("group", ann, bob);
        bob.client().put(path(chat, "/archive")).expect(200);

        bob.client().post(path(chat, "/leave")).expect(204);
        ann.client().put(path(chat, "/members/" + bob)).expect(201);

        assertThat(read(bob, chat).has("archived")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"soon\"", "\"2020-01-01T00:00:00Z\"", "5", "\"+99999-01-01T00:00:00Z\""})
    void aTimeThatIsNoneToComeIsRefused(String until) {
        ChatId chat = world.chat("group", ann);

        JsonNode refused =
                ann.client()
                        .put(path(chat, "/mute"), "{\"until\":" + until + "}")
                        .invalidOnPurpose()
                        .expectProblem(400, "bad_request")
                        .json();

        assertThat(refused.get("field").asText()).isEqualTo("until");
    }

    @Test
    void aBlockIsInTheLogOfTheDirectChatAndKeepsWhatElseIsKept() {
        Person zoe = world.person();
        ChatId chat = world.chat("direct", ann, zoe);
        ann.client().put(path(chat, "/archive")).expect(200);

        JsonNode block = ann.client().put("/v1/blocks/" + zoe).expect(201).json();
        JsonNode again = ann.client().put("/v1/blocks/" + zoe).expect(200).json();
        mute(chat, "\"" + SOME_DAY + "\"");
        ann.client().delete("/v1/blocks/" + zoe).expect(204);
        ann.client().delete("/v1/blocks/" + zoe).expect(204);

        assertThat(block.get("user_id").asText()).isEqualTo("" + zoe);
        assertThat(again).isEqualTo(block);
        assertThat(kept(chat))
                .containsExactly(
                        new Op.Keep(null, true, false),
                        new Op.Keep(null, true, true),
                        new Op.Keep(SOME_DAY, true, true),
                        new Op.Keep(SOME_DAY, true, false));
        ann.client().get("/v1/blocks/" + zoe).expectProblem(404, "not_found");
    }

    @Test
    void nobodyBeginsAChatWithWhomTheyBlockButFindsTheOneThereIs() {
        Person host = world.person();
        Person zoe = world.person();
        Map<String, ?> wanted = Map.of("type", "direct", "member_ids", List.of("" + zoe));
        host.client().put("/v1/blocks/" + zoe).expect(201);

        host.client().post("/v1/chats", wanted).expectProblem(409, "conflict");
        host.client().delete("/v1/blocks/" + zoe).expect(204);
        host.client().post("/v1/chats", wanted).expect(201);
        host.client().put("/v1/blocks/" + zoe).expect(201);
        host.client().post("/v1/chats", wanted).expect(200);
    }

    @Test
    void whoIsBlockedLearnsItOnlyByBeingRefused() {
        Person zoe = world.person();
        zoe.client().put("/v1/blocks/" + ann).expect(201);

        JsonNode refused =
                ann.client()
                        .post(
                                "/v1/chats",
                                Map.of("type", "direct", "member_ids", List.of("" + zoe)))
                        .expectProblem(403, "blocked")
                        .json();

        assertThat(refused.get("field").asText()).isEqualTo("member_ids");
        assertThat(ann.client().get("/v1/blocks").expect(200).json().get("items")).isEmpty();
    }

    @Test
    void blocksComeInPages() {
        Person host = world.person();
        List<String> others = world.silentPeople(5);
        others.forEach(other -> host.client().put("/v1/blocks/" + other).expect(201));

        assertThat(Paging.all(host, "/v1/blocks", 2, "user_id"))
                .containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void nobodyBlocksOneselfOrWhoDoesNotExist() {
        ann.client().put("/v1/blocks/" + ann).expectProblem(400, "bad_request");
        ann.client().put("/v1/blocks/" + world.strangerToUsers()).expectProblem(404, "not_found");
        ann.client().delete("/v1/blocks/" + ann).expect(204);
    }

    private static JsonNode mute(ChatId chat, String until) {
        return ann.client()
                .put(path(chat, "/mute"), "{\"until\":" + until + "}")
                .expect(200)
                .json();
    }

    private static JsonNode read(Person person, ChatId chat) {
        return person.client().get(path(chat, "")).expect(200).json();
    }

    private static List<Op> kept(ChatId chat) {
        return world.log().all(chat).stream()
                .map(Command::op)
                .filter(Op.Keep.class::isInstance)
                .toList();
    }

    private static String path(ChatId chat, String rest) {
        return "/v1/chats/" + chat + rest;
    }
}
