package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadChatTest {
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
        world.close();
    }

    @Test
    void ownChatsComeInPagesNewestFirst() {
        Person host = world.person();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(world.chat(i % 2 == 0 ? "group" : "channel", host, bob).toString());
        }
        world.chat("group", ann, bob);
        List<String> seen = new ArrayList<>();

        String cursor = "";
        while (cursor != null) {
            JsonNode page = host.client().get("/v1/chats?limit=2" + cursor).expect(200).json();
            page.get("items").forEach(chat -> seen.add(chat.get("chat_id").asText()));
            JsonNode next = page.get("next_cursor");
            cursor = next.isNull() ? null : "&cursor=" + next.asText();
        }

        Collections.reverse(made);
        assertThat(seen).isEqualTo(made);
    }

    @Test
    void whoHasNoChatGetsAnEmptyPage() {
        JsonNode page = world.person().client().get("/v1/chats").expect(200).json();

        assertThat(page.get("items")).isEmpty();
        assertThat(page.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void chatShowsTheOwnRoleAndTheHeadOfItsLog() {
        ChatId chat = world.chat("group", ann, bob);
        ann.client().put("/v1/chats/" + chat + "/members/" + world.person()).expect(201);

        JsonNode asAnn = ann.client().get("/v1/chats/" + chat).expect(200).json();
        JsonNode asBob = bob.client().get("/v1/chats/" + chat).expect(200).json();

        assertThat(asAnn.get("role").asText()).isEqualTo("owner");
        assertThat(asBob.get("role").asText()).isEqualTo("member");
        assertThat(asBob.get("head_seq").asLong()).isEqualTo(2);
        assertThat(asBob.get("created_by").asText()).isEqualTo("" + ann);
        assertThat(asBob.get("created_at").asText()).matches("\\d{4}-.*\\.\\d{3}Z");
    }

    @Test
    void newTitleIsInTheLogAndTheSameTitleAgainIsNot() {
        ChatId chat = world.chat("group", ann, bob);

        JsonNode renamed = rename(chat, "Another title").expect(200).json();
        JsonNode again = rename(chat, "Another title").expect(200).json();

        assertThat(renamed.get("title").asText()).isEqualTo("Another title");
        assertThat(renamed.get("head_seq").asLong()).isEqualTo(2);
        assertThat(again).isEqualTo(renamed);
        assertThat(world.log().log(chat).stream().map(Command::op).toList().subList(1, 2))
                .containsExactly(new Op.Update("Another title"));
    }

    @Test
    void whatAChatIsForIsInTheLogAndIsTakenAwayByAnEmptyText() {
        ChatId chat = world.chat("group", ann, bob);
        String path = "/v1/chats/" + chat;

        JsonNode said =
                ann.client()
                        .patch(path, Map.of("about", " Five days\nin May ", "title", "Lisbon"))
                        .expect(200)
                        .json();
        ann.client().patch(path, Map.of("about", "Five days\nin May")).expect(200);
        JsonNode silent = ann.client().patch(path, Map.of("about", "")).expect(200).json();

        assertThat(said.get("about").asText()).isEqualTo("Five days\nin May");
        assertThat(silent.has("about")).isFalse();
        assertThat(silent.get("title").asText()).isEqualTo("Lisbon");
        assertThat(world.log().log(chat).stream().map(Command::op).skip(1))
                .containsExactly(
                        new Op.Update("Lisbon", "Five days\nin May", null),
                        new Op.Update(null, "", null));
        ann.client()
                .patch(path, Map.of("about", "x".repeat(281)))
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @Test
    void directChatHasNoTitle() {
        ChatId chat = world.chat("direct", ann, world.person());

        rename(chat, "Us").expectProblem(409, "conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "two\\nlines", "nul\\u0000", "half \\ud83c"})
    void titleThatIsNoLineOfTextIsRefused(String title) {
        ChatId chat = world.chat("group", ann);

        JsonNode refused =
                ann.client()
                        .patch("/v1/chats/" + chat, "{\"title\":\"" + title + "\"}")
                        .invalidOnPurpose()
                        .expectProblem(400, "bad_request")
                        .json();

        assertThat(refused.get("field").asText()).isEqualTo("title");
    }

    @Test
    void titleIsCountedInCodePoints() {
        ChatId chat = world.chat("group", ann);

        rename(chat, "🏖".repeat(128)).expect(200);
        rename(chat, "🏖".repeat(129)).invalidOnPurpose().expectProblem(400, "bad_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "\"title\"", "{\"title\":1}", "{\"title\":\"a\",\"b\":1}", "{}"})
    void bodyThatIsNotAsDocumentedIsRefused(String body) {
        ChatId chat = world.chat("group", ann);

        ann.client()
                .patch("/v1/chats/" + chat, body)
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/chats?cursor=x", "/v1/chats?limit=0", "/v1/chats?limit=ten"})
    void pageThatCannotBeIsRefused(String path) {
        ann.client().get(path).invalidOnPurpose().expectProblem(400, "bad_request");
    }

    @Test
    void idThatIsNoneIsAChatThatDoesNotExist() {
        ann.client().get("/v1/chats/lobby").invalidOnPurpose().expectProblem(404, "not_found");
    }

    private static io.messenger.testing.ApiRequest rename(ChatId chat, String title) {
        return ann.client().patch("/v1/chats/" + chat, Map.of("title", title));
    }
}
