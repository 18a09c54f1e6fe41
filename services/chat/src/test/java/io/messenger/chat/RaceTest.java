package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.testing.ApiAnswer;
import io.messenger.testing.OpenApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
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
                atOnce(8, i -> client(i, ann).put(path).send()).stream()
                        .map(ApiAnswer::status)
                        .toList();

        assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(ops(chat)).hasSize(2).endsWith(new Op.Join(bob.id(), Role.MEMBER));
    }

    @RepeatedTest(3)
    void ownersWhoLeaveAtOnceLeaveOneBehind() throws Exception {
        ChatId chat = world.chat("group", ann, bob, cid);
        ann.client().put("/v1/chats/" + chat + "/members/" + bob, role("owner")).expect(200);

        atOnce(
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
                atOnce(
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

    private static OpenApiClient client(int i, Person person) {
        return i % 2 == 0 ? person.client() : world.client(second, person);
    }

    /// A request that several send at once.
    private interface Sent {
        ApiAnswer by(int i);
    }

    private static List<ApiAnswer> atOnce(int count, Sent request) throws Exception {
        List<Callable<ApiAnswer>> calls =
                IntStream.range(0, count)
                        .<Callable<ApiAnswer>>mapToObj(i -> () -> request.by(i))
                        .toList();
        List<ApiAnswer> answers = new ArrayList<>();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ApiAnswer> answer : all.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static Map<String, String> role(String role) {
        return Map.of("role", role);
    }

    private static List<Op> ops(ChatId chat) {
        return world.log().log(chat).stream().map(Command::op).toList();
    }
}
