package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.testing.ApiAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class MemberTest {
    private static World world;
    private static Person ann;
    private static Person bob;
    private static Person cid;
    private static Person dan;

    @BeforeAll
    static void begin() throws Exception {
        world = World.begin();
        ann = world.person();
        bob = world.person();
        cid = world.person();
        dan = world.person();
    }

    @AfterAll
    static void end() {
        assertThat(world.log().faults()).isEmpty();
        world.close();
    }

    @Test
    void newcomerJoinsAtTheSeqOfTheJoining() {
        ChatId chat = world.chat("group", ann, bob);

        ApiAnswer added = ann.client().put(member(chat, cid)).expect(201);

        assertThat(added.json().get("joined_seq").asLong()).isEqualTo(2);
        assertThat(added.json().get("role").asText()).isEqualTo("member");
        assertThat(members(chat, cid))
                .containsExactly(ann + " owner 1", bob + " member 1", cid + " member 2");
        assertThat(ops(chat).getLast()).isEqualTo(new Op.Join(cid.id(), Role.MEMBER));
    }

    @Test
    void newcomerOfAChannelIsAReaderUnlessARoleIsGiven() {
        ChatId chat = world.chat("channel", ann);

        ApiAnswer reader = ann.client().put(member(chat, bob)).expect(201);
        ApiAnswer writer = ann.client().put(member(chat, cid), role("member")).expect(201);

        assertThat(reader.json().get("role").asText()).isEqualTo("reader");
        assertThat(writer.json().get("role").asText()).isEqualTo("member");
    }

    @Test
    void newRoleIsInTheLogAndTheSameRoleAgainIsNot() {
        ChatId chat = world.chat("group", ann, bob);

        ann.client().put(member(chat, bob), role("admin")).expect(200);
        ApiAnswer again = ann.client().put(member(chat, bob), role("admin")).expect(200);
        ApiAnswer without = ann.client().put(member(chat, bob), Map.of()).expect(200);

        assertThat(again.json().get("role").asText()).isEqualTo("admin");
        assertThat(again.json().get("joined_seq").asLong()).isEqualTo(1);
        assertThat(without.json()).isEqualTo(again.json());
        assertThat(ops(chat).subList(1, 2)).containsExactly(new Op.SetRole(bob.id(), Role.ADMIN));
    }

    @Test
    void memberWhoIsRemovedAndComesBackJoinsAnew() {
        ChatId chat = world.chat("group", ann, bob);

        ann.client().delete(member(chat, bob)).expect(204);
        bob.client().get("/v1/chats/" + chat).expectProblem(404, "not_found");
        ApiAnswer back = ann.client().put(member(chat, bob)).expect(201);

        assertThat(back.json().get("joined_seq").asLong()).isEqualTo(3);
        assertThat(members(chat, bob)).containsExactly(ann + " owner 1", bob + " member 3");
    }

    @Test
    void removingWhoIsNoMemberFindsNobody() {
        ChatId chat = world.chat("group", ann, bob);

        ann.client().delete(member(chat, cid)).expectProblem(404, "not_found");
        ann.client()
                .delete("/v1/chats/" + chat + "/members/nobody")
                .invalidOnPurpose()
                .expectProblem(404, "not_found");
    }

    @Test
    void whoDoesNotExistCannotBeAdded() {
        ChatId chat = world.chat("group", ann);

        ApiAnswer refused =
                ann.client()
                        .put(member(chat, world.strangerToUsers()))
                        .expectProblem(404, "not_found");

        assertThat(refused.json().get("field").asText()).isEqualTo("user_id");
    }

    @Test
    void lastOwnerStaysOneUntilThereIsAnother() {
        ChatId chat = world.chat("group", ann, bob);

        ann.client().put(member(chat, ann), role("member")).expectProblem(409, "conflict");
        ann.client().put(member(chat, bob), role("owner")).expect(200);
        ann.client().put(member(chat, ann), role("member")).expect(200);

        assertThat(members(chat, ann)).containsExactly(ann + " member 1", bob + " owner 1");
    }

    @Test
    void ownershipIsHandedOverInOneGo() {
        ChatId chat = world.chat("group", ann, bob, cid);

        ApiAnswer handed =
                ann.client()
                        .post("/v1/chats/" + chat + "/owner", Map.of("user_id", "" + bob))
                        .expect(200);

        assertThat(handed.json().get("role").asText()).isEqualTo("owner");
        assertThat(members(chat, cid))
                .containsExactly(ann + " admin 1", bob + " owner 1", cid + " member 1");
        assertThat(ops(chat))
                .endsWith(
                        new Op.SetRole(bob.id(), Role.OWNER), new Op.SetRole(ann.id(), Role.ADMIN));
        bob.client().post("/v1/chats/" + chat + "/owner", Map.of("user_id", "" + bob)).expect(200);
        bob.client()
                .post("/v1/chats/" + chat + "/owner", Map.of("user_id", "" + dan))
                .expectProblem(404, "not_found");
        assertThat(ops(chat)).hasSize(3);
    }

    @Test
    void ownershipPassesToTheOldestAdmin() {
        ChatId chat = world.chat("group", ann, bob, cid, dan);
        ann.client().put(member(chat, dan), role("admin")).expect(200);
        ann.client().put(member(chat, cid), role("admin")).expect(200);

        ann.client().post("/v1/chats/" + chat + "/leave").expect(204);

        assertThat(members(chat, bob))
                .containsExactly(bob + " member 1", cid + " owner 1", dan + " admin 1");
        List<Op> ops = ops(chat);
        assertThat(ops.subList(3, ops.size()))
                .containsExactly(new Op.SetRole(cid.id(), Role.OWNER), new Op.Leave(ann.id()));
        ann.client().get("/v1/chats/" + chat).expectProblem(404, "not_found");
    }

    @Test
    void ownershipPassesToTheOldestMemberWhereThereIsNoAdmin() {
        ChatId chat = world.chat("channel", ann, bob);
        ann.client().put(member(chat, cid), role("member")).expect(201);
        ann.client().put(member(chat, dan), role("member")).expect(201);

        ann.client().post("/v1/chats/" + chat + "/leave").expect(204);

        assertThat(members(chat, bob))
                .containsExactly(bob + " reader 1", cid + " owner 2", dan + " member 3");
    }

    @Test
    void ownerWhoLeavesAnotherOwnerLeavesNothingToPassOn() {
        ChatId chat = world.chat("group", ann, bob, cid);
        ann.client().put(member(chat, cid), role("owner")).expect(200);

        ann.client().post("/v1/chats/" + chat + "/leave").expect(204);

        assertThat(members(chat, bob)).containsExactly(bob + " member 1", cid + " owner 1");
        assertThat(ops(chat).getLast()).isEqualTo(new Op.Leave(ann.id()));
        assertThat(ops(chat)).hasSize(3);
    }

    @Test
    void lastMemberLeavesAChatThatNobodySees() {
        ChatId chat = world.chat("group", ann, bob);

        bob.client().post("/v1/chats/" + chat + "/leave").expect(204);
        ann.client().delete(member(chat, ann)).expect(204);

        ann.client().get("/v1/chats/" + chat).expectProblem(404, "not_found");
        assertThat(world.log().members(chat)).isEmpty();
        assertThat(ops(chat)).endsWith(new Op.Leave(bob.id()), new Op.Leave(ann.id()));
    }

    @Test
    void directChatKeepsItsTwoMembers() {
        Person zoe = world.person();
        ChatId chat = world.chat("direct", ann, zoe);

        ann.client().put(member(chat, bob)).expectProblem(409, "conflict");
        ann.client().put(member(chat, zoe), role("owner")).expectProblem(409, "conflict");
        ann.client().delete(member(chat, zoe)).expectProblem(409, "conflict");
        zoe.client().post("/v1/chats/" + chat + "/leave").expectProblem(409, "conflict");

        assertThat(ops(chat)).hasSize(1);
    }

    @Test
    void membersComeInPagesInTheOrderOfJoining() {
        ChatId chat = world.chat("group", ann, dan, cid, bob);
        List<String> seen = new ArrayList<>();

        String cursor = "";
        while (cursor != null) {
            JsonNode page =
                    bob.client()
                            .get("/v1/chats/" + chat + "/members?limit=3" + cursor)
                            .expect(200)
                            .json();
            page.get("items").forEach(one -> seen.add(one.get("user_id").asText()));
            JsonNode next = page.get("next_cursor");
            cursor = next.isNull() ? null : "&cursor=" + next.asText();
        }

        assertThat(seen).containsExactly("" + ann, "" + dan, "" + cid, "" + bob);
    }

    @Test
    void roleThatIsNoneIsRefused() {
        ChatId chat = world.chat("group", ann, bob);

        ApiAnswer refused =
                ann.client()
                        .put(member(chat, bob), role("king"))
                        .invalidOnPurpose()
                        .expectProblem(400, "bad_request");

        assertThat(refused.json().get("field").asText()).isEqualTo("role");
    }

    private static String member(ChatId chat, Person person) {
        return "/v1/chats/" + chat + "/members/" + person;
    }

    private static Map<String, String> role(String role) {
        return Map.of("role", role);
    }

    private static List<Op> ops(ChatId chat) {
        return world.log().log(chat).stream().map(Command::op).toList();
    }

    private static List<String> members(ChatId chat, Person asked) {
        List<String> members = new ArrayList<>();
        asked.client()
                .get("/v1/chats/" + chat + "/members")
                .expect(200)
                .json()
                .get("items")
                .forEach(one ->
                        members.add(
                                one.get("user_id").asText()
                                        + " "
                                        + one.get("role").asText()
                                        + " "
                                        + one.get("joined_seq").asLong()));
        return members;
    }
}
