package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.testing.ApiAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class CreateChatTest {
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
        world.close();
    }

    @Test
    void directChatHasTwoMembersAndNamesThePeer() {
        Person zoe = world.person();

        JsonNode chat =
                ann.client()
                        .post(
                                "/v1/chats",
                                Map.of("type", "direct", "member_ids", List.of("" + zoe)))
                        .expect(201)
                        .json();

        assertThat(chat.get("peer_id").asText()).isEqualTo("" + zoe);
        assertThat(chat.get("role").asText()).isEqualTo("member");
        assertThat(chat.get("created_by").asText()).isEqualTo("" + ann);
        assertThat(chat.get("head_seq").asLong()).isEqualTo(1);
        assertThat(chat.has("title")).isFalse();
        assertThat(members(chat)).containsExactly(ann + " member 1", zoe + " member 1");
    }

    @Test
    void groupBelongsToItsCreatorAndBeginsTheLogWithAllFounders() {
        JsonNode chat =
                ann.client().post("/v1/chats", group("Trip 🏖", bob, cid)).expect(201).json();

        assertThat(chat.get("title").asText()).isEqualTo("Trip 🏖");
        assertThat(chat.get("role").asText()).isEqualTo("owner");
        assertThat(chat.has("peer_id")).isFalse();
        assertThat(members(chat))
                .containsExactly(ann + " owner 1", bob + " member 1", cid + " member 1");
        assertThat(world.log().log(World.id(chat)))
                .singleElement()
                .satisfies(command -> {
                    assertThat(command.senderId()).isEqualTo(ann.id());
                    assertThat(((Op.Create) command.op()).title()).isEqualTo("Trip 🏖");
                    assertThat(((Op.Create) command.op()).members())
                            .containsExactly(
                                    new Op.Founder(ann.id(), Role.OWNER),
                                    new Op.Founder(bob.id(), Role.MEMBER),
                                    new Op.Founder(cid.id(), Role.MEMBER));
                });
    }

    @Test
    void channelHasReaders() {
        JsonNode chat =
                ann.client()
                        .post(
                                "/v1/chats",
                                Map.of(
                                        "type",
                                        "channel",
                                        "title",
                                        "News",
                                        "member_ids",
                                        List.of("" + bob)))
                        .expect(201)
                        .json();

        assertThat(members(chat)).containsExactly(ann + " owner 1", bob + " reader 1");
    }

    @Test
    void creatorAndRepetitionsAmongTheMembersDoNotCount() {
        JsonNode chat =
                ann.client().post("/v1/chats", group("Twice", bob, ann, bob)).expect(201).json();

        assertThat(members(chat)).containsExactly(ann + " owner 1", bob + " member 1");
    }

    @Test
    void directChatIsTheSameOneForBothWhoeverAsks() {
        Person zoe = world.person();
        ChatId first = world.chat("direct", ann, zoe);

        JsonNode again =
                zoe.client()
                        .post(
                                "/v1/chats",
                                Map.of("type", "direct", "member_ids", List.of("" + ann)))
                        .expect(200)
                        .json();

        assertThat(World.id(again)).isEqualTo(first);
        assertThat(again.get("peer_id").asText()).isEqualTo("" + ann);
        assertThat(members(again)).containsExactly(ann + " member 1", zoe + " member 1");
    }

    @Test
    void directChatThatBothBeginAtOnceIsOneChat() throws Exception {
        Person yan = world.person();
        Person zoe = world.person();
        List<Future<ApiAnswer>> answers = new ArrayList<>();
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                Person from = i % 2 == 0 ? yan : zoe;
                Person to = i % 2 == 0 ? zoe : yan;
                answers.add(
                        both.submit(() ->
                                from.client()
                                        .post(
                                                "/v1/chats",
                                                Map.of(
                                                        "type",
                                                        "direct",
                                                        "member_ids",
                                                        List.of("" + to)))
                                        .send()));
            }
        }

        List<Integer> statuses = new ArrayList<>();
        List<ChatId> chats = new ArrayList<>();
        for (Future<ApiAnswer> answer : answers) {
            statuses.add(answer.get().status());
            chats.add(World.id(answer.get().json()));
        }
        assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(chats).containsOnly(chats.getFirst());
        assertThat(world.log().log(chats.getFirst())).hasSize(1);
        assertThat(yan.client().get("/v1/chats").expect(200).json().get("items")).hasSize(1);
    }

    @Test
    void chatHoldsAThousandAndNotOneMore() {
        Person host = world.person();
        List<String> many = world.silentPeople(1000);

        ApiAnswer refused =
                host.client()
                        .post(
                                "/v1/chats",
                                Map.of("type", "group", "title", "A", "member_ids", many))
                        .expectProblem(413, "too_large");
        assertThat(refused.json().get("field").asText()).isEqualTo("member_ids");

        JsonNode chat =
                host.client()
                        .post(
                                "/v1/chats",
                                Map.of(
                                        "type",
                                        "group",
                                        "title",
                                        "Full",
                                        "member_ids",
                                        many.subList(0, 999)))
                        .expect(201)
                        .json();
        assertThat(chat.get("members")).hasSize(1000);
        host.client()
                .put("/v1/chats/" + World.id(chat) + "/members/" + many.getLast())
                .expectProblem(409, "conflict");
    }

    @Test
    void aRetryMakesNoSecondChat() {
        String key = world.silentPeople(1).getFirst();

        JsonNode first = keyed(key, "Once").expect(201).json();
        JsonNode again = keyed(key, "Another").expect(200).json();

        assertThat(again).isEqualTo(first);
        ann.client().post("/v1/chats/" + World.id(first) + "/leave").expect(204);
        keyed(key, "Once").expectProblem(409, "conflict");
        keyed("once", "Once").invalidOnPurpose().expectProblem(400, "bad_request");
    }

    private static io.messenger.testing.ApiRequest keyed(String key, String title) {
        return ann.client().post("/v1/chats", group(title, bob)).header("Idempotency-Key", key);
    }

    @Test
    void unknownUserIsRefusedByName() {
        Person nobody = world.strangerToUsers();

        ApiAnswer refused =
                ann.client()
                        .post("/v1/chats", group("With nobody", bob, nobody))
                        .expectProblem(404, "not_found");

        assertThat(refused.json().get("field").asText()).isEqualTo("member_ids");
        assertThat(refused.json().get("detail").asText()).contains("" + nobody);
    }

    private static Map<String, Object> group(String title, Person... others) {
        return Map.of(
                "type",
                "group",
                "title",
                title,
                "member_ids",
                java.util.stream.Stream.of(others).map(Person::toString).toList());
    }

    private static List<String> members(JsonNode chat) {
        List<String> members = new ArrayList<>();
        for (JsonNode one : chat.get("members")) {
            members.add(
                    one.get("user_id").asText()
                            + " "
                            + one.get("role").asText()
                            + " "
                            + one.get("joined_seq").asLong());
        }
        return members;
    }
}
