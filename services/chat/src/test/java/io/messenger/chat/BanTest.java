package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class BanTest {
    private static World world;
    private static Person ann;
    private static Person bob;
    private static Person cid;

    @BeforeAll
    static void begin() throws Exception {
        world = World.begin();
        ann = world.person();
        bob = world.person();
        cid = world.person();
    }

    @AfterAll
    static void end() {
        assertThat(world.log().faults()).isEmpty();
        world.close();
    }

    @Test
    void whoIsBannedIsRemovedAndComesBackByNoWay() {
        ChatId chat = world.chat("group", ann, bob);
        String code = invite(chat, ann);

        JsonNode ban = ann.client().put(path(chat, "/bans/" + bob)).expect(201).json();

        assertThat(ban.get("banned_by").asText()).isEqualTo("" + ann);
        assertThat(ops(chat).getLast()).isEqualTo(new Op.Leave(bob.id()));
        bob.client().get(path(chat, "")).expectProblem(404, "not_found");
        bob.client().get("/v1/invites/" + code).expectProblem(404, "not_found");
        bob.client().post("/v1/invites/" + code + "/join").expectProblem(404, "not_found");
        ann.client().put(path(chat, "/members/" + bob)).expectProblem(409, "conflict");
        assertThat(ann.client().put(path(chat, "/bans/" + bob)).expect(200).json()).isEqualTo(ban);
        assertThat(ops(chat)).hasSize(2);
    }

    @Test
    void whoIsUnbannedMayComeBack() {
        ChatId chat = world.chat("group", ann, bob);
        String code = invite(chat, ann);
        ann.client().put(path(chat, "/bans/" + bob)).expect(201);

        ann.client().delete(path(chat, "/bans/" + bob)).expect(204);
        ann.client().delete(path(chat, "/bans/" + bob)).expect(204);

        bob.client().get(path(chat, "")).expectProblem(404, "not_found");
        bob.client().post("/v1/invites/" + code + "/join").expect(201);
    }

    @Test
    void whoWasNeverThereIsBannedBeforehand() {
        ChatId chat = world.chat("group", ann);
        String code = invite(chat, ann);

        ann.client().put(path(chat, "/bans/" + cid)).expect(201);

        cid.client().post("/v1/invites/" + code + "/join").expectProblem(404, "not_found");
        assertThat(ops(chat)).hasSize(1);
        ann.client()
                .put(path(chat, "/bans/" + world.strangerToUsers()))
                .expectProblem(404, "not_found");
    }

    @Test
    void linksOfWhoWasRemovedOpenNoMore() {
        ChatId chat = world.chat("group", ann, bob);
        ann.client().put(path(chat, "/members/" + bob), Map.of("role", "admin")).expect(200);
        String bobs = invite(chat, bob);
        String anns = invite(chat, ann);

        ann.client().delete(path(chat, "/members/" + bob)).expect(204);

        cid.client().get("/v1/invites/" + bobs).expectProblem(404, "not_found");
        cid.client().get("/v1/invites/" + anns).expect(200);
    }

    @Test
    void bansComeInPages() {
        ChatId chat = world.chat("group", ann);
        List<String> others = world.silentPeople(5);
        others.forEach(other -> ann.client().put(path(chat, "/bans/" + other)).expect(201));

        assertThat(Paging.all(ann, path(chat, "/bans"), 2, "user_id"))
                .containsExactlyInAnyOrderElementsOf(others);
    }

    private static String invite(ChatId chat, Person by) {
        JsonNode made = by.client().post(path(chat, "/invites"), Map.of()).expect(201).json();
        return made.get("code").asText();
    }

    private static List<Op> ops(ChatId chat) {
        return world.log().log(chat).stream().map(Command::op).toList();
    }

    private static String path(ChatId chat, String rest) {
        return "/v1/chats/" + chat + rest;
    }
}
