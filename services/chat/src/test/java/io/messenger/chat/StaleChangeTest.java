package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatId;
import io.messenger.testing.ApiAnswer;
import io.messenger.testing.ApiRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// A change can name the state of the chat that it changes, so that nobody undoes what they have
/// not seen.
class StaleChangeTest {
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
    void whatSomebodyElseChangedMeanwhileIsNotChanged() {
        ChatId chat = world.chat("group", ann, bob);
        String seen = tag(chat);
        change(chat, "title", "By Ann", seen).expect(200);

        change(chat, "title", "By Bob", seen).expectProblem(412, "conflict");
        change(chat, "about", "By Bob", seen).expectProblem(412, "conflict");

        assertThat(title(chat)).isEqualTo("By Ann");
        assertThat(world.log().log(chat)).hasSize(2);
    }

    @Test
    void aChangeTellsTheStateThatItMade() {
        ChatId chat = world.chat("group", ann, bob);
        ApiAnswer changed = change(chat, "title", "New", tag(chat)).expect(200);

        assertThat(changed.header("ETag")).isEqualTo(tag(chat));
        assertThat("\"" + changed.json().get("version").asLong() + "\"").isEqualTo(tag(chat));
        change(chat, "title", "Newer", changed.header("ETag")).expect(200);
    }

    @Test
    void whatOthersDoWithoutTouchingItIsNoOtherState() {
        ChatId chat = world.chat("group", ann, bob);
        String seen = tag(chat);
        bob.client().put("/v1/chats/" + chat + "/archive").expect(200);
        ann.client().put("/v1/chats/" + chat + "/members/" + world.person()).expect(201);
        change(chat, "title", "A chat", "*").expect(200);

        change(chat, "title", "New", seen).expect(200);
    }

    @Test
    void whoMayNotChangeItLearnsNothingOfItsState() {
        ChatId chat = world.chat("group", ann, bob);
        patch(bob, chat, "title", "x").header("If-Match", "\"9\"").expectProblem(403, "forbidden");
        patch(world.person(), chat, "title", "x")
                .header("If-Match", "\"9\"")
                .expectProblem(404, "not_found");
    }

    @RepeatedTest(3)
    void ofSeveralWhoSawTheSameOneChangesIt() throws Exception {
        ChatId chat = world.chat("group", ann, bob);
        String seen = tag(chat);

        List<Integer> statuses =
                AtOnce.send(6, i -> change(chat, "title", "Title " + i, seen).send()).stream()
                        .map(ApiAnswer::status)
                        .toList();

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
    }

    private static ApiRequest change(ChatId chat, String field, String value, String tag) {
        return patch(ann, chat, field, value).header("If-Match", tag);
    }

    private static ApiRequest patch(Person person, ChatId chat, String field, String value) {
        return person.client().patch("/v1/chats/" + chat, Map.of(field, value));
    }

    private static String tag(ChatId chat) {
        return ann.client().get("/v1/chats/" + chat).expect(200).header("ETag");
    }

    private static String title(ChatId chat) {
        return ann.client().get("/v1/chats/" + chat).expect(200).json().get("title").asText();
    }
}
