package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import io.messenger.testing.ApiAnswer;
import io.messenger.testing.OpenApiClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// A group or channel that an owner deletes for everybody.
final class DeleteChatTest {
    private static World world;
    private static ChatApp second;
    private static Person ann;
    private static Person bob;

    @BeforeAll
    static void begin() throws Exception {
        world = World.begin();
        second = world.startApp(Map.of());
        ann = world.person();
        bob = world.person();
    }

    @AfterAll
    static void end() {
        assertThat(world.log().faults()).isEmpty();
        second.close();
        world.close();
    }

    @Test
    void itIsGoneForEverybodyAndNoInvitationOpensIt() {
        ChatId chat = world.chat("group", ann, bob);
        String code = invite(chat);

        ann.client().delete(path(chat)).expect(204);

        for (Person person : List.of(ann, bob)) {
            person.client().get(path(chat)).expectProblem(404, "not_found");
            assertThat(ids(person)).doesNotContain(chat.toString());
            person.client().get("/v1/invites/" + code).expectProblem(404, "not_found");
        }
        world.person()
                .client()
                .post("/v1/invites/" + code + "/join")
                .expectProblem(404, "not_found");
        ann.client().put(path(chat) + "/members/" + bob).expectProblem(404, "not_found");
        assertThat(last(chat).op()).isEqualTo(new Op.DeleteChat());
        assertThat(last(chat).senderId()).isEqualTo(ann.id());
    }

    @Test
    void whoDeletedItMayAskAgainAndNobodyElse() {
        ChatId chat = world.chat("channel", ann, bob);

        ann.client().delete(path(chat)).expect(204);
        ann.client().delete(path(chat)).expect(204);
        bob.client().delete(path(chat)).expectProblem(404, "not_found");

        assertThat(world.log().log(chat)).hasSize(2);
    }

    @Test
    void theKeyByWhichItWasMadeMakesNoOther() {
        String key = world.silentPeople(1).getFirst();
        Map<String, Object> wanted =
                Map.of("type", "group", "title", "Once", "member_ids", List.of());
        JsonNode made =
                ann.client()
                        .post("/v1/chats", wanted)
                        .header("Idempotency-Key", key)
                        .expect(201)
                        .json();

        ann.client().delete(path(World.id(made))).expect(204);

        ann.client()
                .post("/v1/chats", wanted)
                .header("Idempotency-Key", key)
                .expectProblem(409, "conflict");
    }

    @Test
    void aChatWithOneselfAloneIsDeletedToo() {
        ChatId chat = world.chat("group", ann);

        ann.client().delete(path(chat)).expect(204);

        assertThat(world.log().members(chat)).isEmpty();
    }

    @RepeatedTest(5)
    void nobodyIsThereInTheEndWhoCameOrWentMeanwhile() throws Exception {
        ChatId chat = world.chat("group", ann, bob);
        String code = invite(chat);
        List<Person> guests = Stream.generate(world::person).limit(8).toList();
        Person newcomer = world.person();

        List<ApiAnswer> answers =
                AtOnce.send(
                        12,
                        i ->
                                switch (i) {
                                    case 8 -> client(i, bob).post(path(chat) + "/leave").send();
                                    case 9 ->
                                            client(i, ann)
                                                    .put(path(chat) + "/members/" + newcomer)
                                                    .send();
                                    case 10 ->
                                            client(i, ann)
                                                    .patch(path(chat), Map.of("title", "Last"))
                                                    .send();
                                    case 11 -> client(i, ann).delete(path(chat)).expect(204);
                                    default ->
                                            client(i, guests.get(i))
                                                    .post("/v1/invites/" + code + "/join")
                                                    .send();
                                });

        assertThat(answers).extracting(ApiAnswer::status).isSubsetOf(200, 201, 204, 404);
        assertThat(last(chat).op()).isEqualTo(new Op.DeleteChat());
        assertThat(world.log().members(chat)).isEmpty();
        for (Person person : List.of(ann, bob, guests.getFirst(), newcomer)) {
            person.client().get(path(chat)).expectProblem(404, "not_found");
        }
    }

    @RepeatedTest(3)
    void twoOwnersWhoDeleteItAtOnceDeleteItOnce() throws Exception {
        ChatId chat = world.chat("group", ann, bob);
        ann.client().put(path(chat) + "/members/" + bob, Map.of("role", "owner")).expect(200);

        List<ApiAnswer> answers =
                AtOnce.send(2, i -> client(i, i == 0 ? ann : bob).delete(path(chat)).send());

        assertThat(answers).extracting(ApiAnswer::status).containsExactlyInAnyOrder(204, 404);
        assertThat(world.log().log(chat).stream().map(Command::op))
                .containsOnlyOnce(new Op.DeleteChat());
    }

    private static String invite(ChatId chat) {
        return ann.client()
                .post(path(chat) + "/invites", Map.of())
                .expect(201)
                .json()
                .get("code")
                .asText();
    }

    private static List<String> ids(Person person) {
        return person.client()
                .get("/v1/chats")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .map(chat -> chat.get("chat_id").asText())
                .toList();
    }

    private static OpenApiClient client(int i, Person person) {
        return i % 2 == 0 ? person.client() : world.client(second, person);
    }

    private static Command last(ChatId chat) {
        return world.log().log(chat).getLast();
    }

    private static String path(ChatId chat) {
        return "/v1/chats/" + chat;
    }
}
