package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.History;
import io.messenger.contracts.Op;
import io.messenger.testing.ApiRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What members of a group see of what was before them: its owners decide.
final class HistoryTest {
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
    void anOwnerOpensItAndClosesItAgain() {
        ChatId chat = world.chat("group", ann, bob);
        assertThat(chatOf(bob, chat).has("history")).isFalse();

        JsonNode open = set(ann, chat, "all").expect(200).json();
        assertThat(open.get("history").asText()).isEqualTo("all");
        assertThat(open.get("title")).isEqualTo(chatOf(bob, chat).get("title"));
        assertThat(chatOf(bob, chat).get("history").asText()).isEqualTo("all");
        assertThat(set(ann, chat, "joined").expect(200).json().has("history")).isFalse();

        assertThat(world.log().log(chat).stream().map(Command::op).skip(1))
                .containsExactly(
                        new Op.Update(null, null, History.ALL),
                        new Op.Update(null, null, History.JOINED));
    }

    @Test
    void whatItIsAlreadyIsNoChange() {
        ChatId chat = world.chat("group", ann, bob);
        JsonNode open = set(ann, chat, "all").expect(200).json();

        assertThat(set(ann, chat, "all").expect(200).json()).isEqualTo(open);
        assertThat(world.log().log(chat)).hasSize(2);
    }

    @Test
    void itIsSetTogetherWithATitleInOneEvent() {
        ChatId chat = world.chat("group", ann, bob);
        JsonNode changed =
                ann.client()
                        .patch("/v1/chats/" + chat, Map.of("title", "Open", "history", "all"))
                        .expect(200)
                        .json();

        assertThat(changed.get("title").asText()).isEqualTo("Open");
        assertThat(world.log().log(chat).getLast().op())
                .isEqualTo(new Op.Update("Open", null, History.ALL));
    }

    @Test
    void neitherAnAdminNorAMemberMay() {
        ChatId chat = world.chat("group", ann, bob);
        set(bob, chat, "all").expectProblem(403, "forbidden");
        ann.client()
                .put("/v1/chats/" + chat + "/members/" + bob, Map.of("role", "admin"))
                .expect(200);

        set(bob, chat, "all").expectProblem(403, "forbidden");
    }

    @Test
    void aStrangerCannotTellThatTheChatExists() {
        ChatId chat = world.chat("group", ann, bob);
        set(world.person(), chat, "all").expectProblem(404, "not_found");
    }

    @Test
    void aChannelAlwaysShowsAll() {
        ChatId chat = world.chat("channel", ann, bob);
        set(ann, chat, "joined").expectProblem(409, "conflict");

        assertThat(set(ann, chat, "all").expect(200).json().has("history")).isFalse();
        assertThat(world.log().log(chat)).hasSize(1);
    }

    @Test
    void aDirectChatHasNoSuchThing() {
        ChatId chat = world.chat("direct", ann, world.person());
        set(ann, chat, "all").expectProblem(409, "conflict");
    }

    @Test
    void anythingElseIsRefused() {
        ChatId chat = world.chat("group", ann, bob);
        JsonNode refused =
                set(ann, chat, "some").invalidOnPurpose().expectProblem(400, "bad_request").json();

        assertThat(refused.get("field").asText()).isEqualTo("history");
    }

    private static JsonNode chatOf(Person person, ChatId chat) {
        return person.client().get("/v1/chats/" + chat).expect(200).json();
    }

    private static ApiRequest set(Person person, ChatId chat, String history) {
        return person.client().patch("/v1/chats/" + chat, Map.of("history", history));
    }
}
