package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Links into a chat.
final class InviteTest {
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
    void whoHoldsTheCodeSeesTheChatFromOutsideAndJoins() {
        ChatId chat = world.chat("channel", ann, world.person());
        ann.client().patch(path(chat, ""), Map.of("about", "What is new")).expect(200);
        String code = make(chat, Map.of()).get("code").asText();

        JsonNode outside = bob.client().get("/v1/invites/" + code).expect(200).json();
        JsonNode joined = join(bob, code).expect(201).json();
        JsonNode again = join(bob, code).expect(200).json();
        JsonNode inside = bob.client().get("/v1/invites/" + code).expect(200).json();

        assertThat(outside.get("title").asText()).isEqualTo("A chat");
        assertThat(outside.get("about").asText()).isEqualTo("What is new");
        assertThat(outside.get("members").asInt()).isEqualTo(2);
        assertThat(outside.has("joined")).isFalse();
        assertThat(inside.get("joined").asBoolean()).isTrue();
        assertThat(joined.get("role").asText()).isEqualTo("reader");
        assertThat(joined.get("head_seq").asLong()).isEqualTo(3);
        assertThat(again).isEqualTo(joined);
        Command last = world.log().log(chat).getLast();
        assertThat(last.op()).isEqualTo(new Op.Join(bob.id(), Role.READER));
        assertThat(last.senderId()).isEqualTo(bob.id());
    }

    @Test
    void aLinkLetsInNoMoreThanItSays() {
        ChatId chat = world.chat("group", ann);
        JsonNode made = make(chat, Map.of("max_uses", 2));
        String code = made.get("code").asText();

        join(world.person(), code).expect(201);
        join(bob, code).expect(201);
        join(world.person(), code).expectProblem(404, "not_found");
        join(bob, code).expect(200);

        JsonNode listed = list(chat).get(0);
        assertThat(listed.get("uses").asInt()).isEqualTo(2);
        assertThat(listed.get("invite_id")).isEqualTo(made.get("invite_id"));
        assertThat(listed.has("code")).isFalse();
    }

    @Test
    void aLinkThatExpiredOpensNoMore() {
        ChatId chat = world.chat("group", ann);
        Instant soon = Instant.now().plusMillis(1500);
        String code = make(chat, Map.of("expires_at", soon.toString())).get("code").asText();
        bob.client().get("/v1/invites/" + code).expect(200);

        Await.until("it is time", Duration.ofSeconds(10), () -> Instant.now().isAfter(soon));

        join(bob, code).expectProblem(404, "not_found");
        make(chat, Map.of());
        assertThat(list(chat)).hasSize(1);
    }

    @Test
    void aRevokedLinkOpensNoMore() {
        ChatId chat = world.chat("group", ann);
        JsonNode one = make(chat, Map.of());
        String two = make(chat, Map.of()).get("code").asText();
        String path = path(chat, "/invites/" + one.get("invite_id").asText());

        ann.client().delete(path).expect(204);
        join(bob, one.get("code").asText()).expectProblem(404, "not_found");
        ann.client().delete(path).expectProblem(404, "not_found");
        bob.client().get("/v1/invites/" + two).expect(200);
        ann.client().delete(path(chat, "/invites")).expect(204);

        join(bob, two).expectProblem(404, "not_found");
        assertThat(list(chat)).isEmpty();
    }

    @Test
    void theIdOfALinkOpensNothing() {
        ChatId chat = world.chat("group", ann);
        String id = make(chat, Map.of()).get("invite_id").asText();

        bob.client().get("/v1/invites/" + id).invalidOnPurpose().expectProblem(404, "not_found");
    }

    @Test
    void linksComeInPagesNewestFirst() {
        ChatId chat = world.chat("group", ann);
        List<String> made =
                Stream.generate(() -> make(chat, Map.of()).get("invite_id").asText())
                        .limit(5)
                        .toList();

        assertThat(Paging.all(ann, path(chat, "/invites"), 2, "invite_id"))
                .containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void aChatHasAHundredLinksAndNotOneMore() {
        ChatId chat = world.chat("group", ann);
        for (int i = 0; i < Invites.MOST; i++) {
            make(chat, Map.of());
        }

        ann.client().post(path(chat, "/invites"), Map.of()).expectProblem(409, "conflict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"max_uses\":0}",
                "{\"max_uses\":1000001}",
                "{\"max_uses\":\"2\"}",
                "{\"expires_at\":\"2020-01-01T00:00:00Z\"}",
                "{\"expires_at\":\"soon\"}",
                "{\"uses\":1}",
                "[]"
            })
    void anInviteThatCannotBeIsRefused(String body) {
        ChatId chat = world.chat("group", ann);

        ann.client()
                .post(path(chat, "/invites"), body)
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    private static JsonNode make(ChatId chat, Map<String, ?> wanted) {
        return ann.client().post(path(chat, "/invites"), wanted).expect(201).json();
    }

    private static JsonNode list(ChatId chat) {
        return ann.client().get(path(chat, "/invites")).expect(200).json().get("items");
    }

    private static io.messenger.testing.ApiRequest join(Person person, String code) {
        return person.client().post("/v1/invites/" + code + "/join");
    }

    private static String path(ChatId chat, String rest) {
        return "/v1/chats/" + chat + rest;
    }
}
