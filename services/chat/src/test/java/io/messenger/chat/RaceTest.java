package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.testing.ApiAnswer;
import io.messenger.testing.OpenApiClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Members changed by several requests at once, through two instances.
final class RaceTest {
    private static World world;
    private static ChatApp second;
    private static Person ann;
    private static Person bob;
    private static Person cid;

    @BeforeAll
    static void begin() throws Exception {
        world = World.begin();
        second = world.startApp(Map.of());
        ann = world.person();
        bob = world.person();
        cid = world.person();
    }

    @AfterAll
    static void end() {
        assertThat(world.log().faults()).isEmpty();
        second.close();
        world.close();
    }

    @RepeatedTest(3)
    void newcomerWhoIsAddedBySeveralJoinsOnce() throws Exception {
        ChatId chat = world.chat("group", ann);
        String path = "/v1/chats/" + chat + "/members/" + bob;

        List<Integer> statuses =
                AtOnce.send(8, i -> client(i, ann).put(path).send()).stream()
                        .map(ApiAnswer::status)
                        .toList();

        assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(ops(chat)).hasSize(2).endsWith(new Op.Join(bob.id(), Role.MEMBER));
    }

    @RepeatedTest(3)
    void ownersWhoLeaveAtOnceLeaveOneBehind() throws Exception {
        ChatId chat = world.chat("group", ann, bob, cid);
        ann.client().put("/v1/chats/" + chat + "/members/" + bob, role("owner")).expect(200);

        AtOnce.send(
                2,
                i ->
                        client(i, i == 0 ? ann : bob)
                                .post("/v1/chats/" + chat + "/leave")
                                .expect(204));

        JsonNode left = cid.client().get("/v1/chats/" + chat).expect(200).json();
        assertThat(left.get("role").asText()).isEqualTo("owner");
        assertThat(ops(chat)).containsOnlyOnce(new Op.SetRole(cid.id(), Role.OWNER));
        assertThat(world.log().members(chat)).containsExactly(cid.id());
    }

    @RepeatedTest(3)
    void theLastOwnerWhoLeavesWhileAnotherIsMadeOneLeavesThatOneBehind() throws Exception {
        ChatId chat = world.chat("group", ann, bob, cid);
        String path = "/v1/chats/" + chat;

        AtOnce.send(
                2,
                i ->
                        i == 0
                                ? client(i, ann).post(path + "/leave").expect(204)
                                : client(i, ann)
                                        .put(path + "/members/" + bob, role("owner"))
                                        .send());

        assertThat(ops(chat)).containsOnlyOnce(new Op.SetRole(bob.id(), Role.OWNER));
        assertThat(roleOf(bob, chat)).isEqualTo("owner");
        assertThat(world.log().members(chat)).containsExactlyInAnyOrder(bob.id(), cid.id());
    }

    @RepeatedTest(3)
    void aChatWhoseHeirLeavesWhileItIsHandedOverHasAnOwner() throws Exception {
        ChatId chat = world.chat("group", ann, bob);
        String path = "/v1/chats/" + chat;

        AtOnce.send(
                2,
                i ->
                        i == 0
                                ? client(i, ann)
                                        .post(path + "/owner", Map.of("user_id", bob.toString()))
                                        .send()
                                : client(i, bob).post(path + "/leave").expect(204));

        assertThat(roleOf(ann, chat)).isEqualTo("owner");
        assertThat(world.log().members(chat)).containsExactly(ann.id());
    }

    @Test
    void lastPlaceOfAGroupIsTakenOnce() throws Exception {
        Map<String, Object> almostFull =
                Map.of(
                        "type",
                        "group",
                        "title",
                        "Almost full",
                        "member_ids",
                        world.silentPeople(998));
        ChatId chat = World.id(ann.client().post("/v1/chats", almostFull).expect(201).json());
        List<String> candidates = world.silentPeople(6);

        List<Integer> statuses =
                AtOnce.send(
                                6,
                                i ->
                                        client(i, ann)
                                                .put(
                                                        "/v1/chats/"
                                                                + chat
                                                                + "/members/"
                                                                + candidates.get(i))
                                                .send())
                        .stream()
                        .map(ApiAnswer::status)
                        .toList();

        assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
    }

    @RepeatedTest(3)
    void theLastUseOfALinkLetsInOne() throws Exception {
        ChatId chat = world.chat("group", ann);
        String code = invite(chat, 3);
        List<Person> guests = Stream.generate(world::person).limit(8).toList();

        List<Integer> statuses =
                AtOnce.send(
                                8,
                                i ->
                                        client(i, guests.get(i))
                                                .post("/v1/invites/" + code + "/join")
                                                .send())
                        .stream()
                        .map(ApiAnswer::status)
                        .toList();

        assertThat(statuses).containsOnly(201, 404);
        assertThat(statuses.stream().filter(status -> status == 201)).hasSize(3);
        assertThat(world.log().members(chat)).hasSize(4);
    }

    @RepeatedTest(3)
    void whoIsBannedWhileJoiningIsNotThereInTheEnd() throws Exception {
        ChatId chat = world.chat("group", ann);
        String code = invite(chat, 100);
        Person guest = world.person();

        AtOnce.send(
                6,
                i ->
                        i == 3
                                ? client(i, ann)
                                        .put("/v1/chats/" + chat + "/bans/" + guest)
                                        .expect(201)
                                : client(i, guest).post("/v1/invites/" + code + "/join").send());

        assertThat(world.log().members(chat)).containsExactly(ann.id());
        guest.client().get("/v1/chats/" + chat).expectProblem(404, "not_found");
    }

    @RepeatedTest(3)
    void aBlockAndTheBeginningOfTheChatKnowOfEachOther() throws Exception {
        Person blocked = world.person();

        List<ApiAnswer> answers =
                AtOnce.send(
                        2,
                        i ->
                                i == 0
                                        ? client(i, ann).put("/v1/blocks/" + blocked).expect(201)
                                        : begin(client(i, blocked), ann).send());

        ApiAnswer begun = answers.get(1);
        if (begun.status() == 201) {
            assertThat(world.log().all(World.id(begun.json())).stream().map(Command::op))
                    .endsWith(new Op.Keep(null, false, true));
        } else {
            assertThat(begun.json().get("code").asText()).isEqualTo("blocked");
        }
    }

    @RepeatedTest(3)
    void aChatThatIsAskedForBySeveralWithOneKeyIsOne() throws Exception {
        String key = world.silentPeople(1).getFirst();

        List<ApiAnswer> answers =
                AtOnce.send(
                        6,
                        i ->
                                client(i, ann)
                                        .post(
                                                "/v1/chats",
                                                Map.of(
                                                        "type",
                                                        "group",
                                                        "title",
                                                        "Title " + i,
                                                        "member_ids",
                                                        List.of()))
                                        .header("Idempotency-Key", key)
                                        .send());

        assertThat(answers.stream().map(ApiAnswer::status))
                .containsOnlyOnce(201)
                .containsOnly(200, 201);
        assertThat(answers.stream().map(answer -> World.id(answer.json())).distinct()).hasSize(1);
    }

    private static String invite(ChatId chat, int uses) {
        return ann.client()
                .post("/v1/chats/" + chat + "/invites", Map.of("max_uses", uses))
                .expect(201)
                .json()
                .get("code")
                .asText();
    }

    private static io.messenger.testing.ApiRequest begin(OpenApiClient client, Person with) {
        return client.post(
                "/v1/chats", Map.of("type", "direct", "member_ids", List.of(with.toString())));
    }

    private static OpenApiClient client(int i, Person person) {
        return i % 2 == 0 ? person.client() : world.client(second, person);
    }

    private static String roleOf(Person person, ChatId chat) {
        return person.client().get("/v1/chats/" + chat).expect(200).json().get("role").asText();
    }

    private static Map<String, String> role(String role) {
        return Map.of("role", role);
    }

    private static List<Op> ops(ChatId chat) {
        return world.log().log(chat).stream().map(Command::op).toList();
    }
}
