package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import io.messenger.testing.ApiAnswer;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What clients see, and what the logs get, when parts fail around the chat service.
final class LogFaultTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private World world;
    private Person ann;
    private Person bob;

    @BeforeEach
    void begin() throws Exception {
        world = World.impatient();
        ann = world.person();
        bob = world.person();
    }

    @AfterEach
    void end() {
        assertThat(world.log().faults()).isEmpty();
        world.close();
    }

    @Test
    void changeThatIsNotConfirmedInTimeTakesEffectAllTheSame() {
        ChatId chat = eventually("group", bob);
        world.log().hold();

        ApiAnswer late = rename(chat, "Late", 503);
        assertThat(late.json().get("code").asText()).isEqualTo("unavailable");
        assertThat(late.json().get("detail").asText()).contains("is stored and will take effect");
        assertThat(late.json().get("retry_after_ms").asLong()).isPositive();
        assertThat(late.header("Retry-After")).isEqualTo("1");
        rename(chat, "Late", 503);
        world.log().release();

        await().atMost(SOON).until(() -> rename(chat, "Late").status() == 200);
        assertThat(titles(chat)).containsExactly("Late");
    }

    @Test
    void joinedSeqThatWasNotLearnedIsAskedAgainByWhoeverReads() {
        ChatId chat = eventually("group", bob);
        Person cid = world.person();
        world.log().hold();
        ann.client().put("/v1/chats/" + chat + "/members/" + cid).expectProblem(503, "unavailable");
        JsonNode unknown = lastMember(chat);
        assertThat(unknown.get("user_id").asText()).isEqualTo("" + cid);
        assertThat(unknown.has("joined_seq")).isFalse();

        world.log().release();

        await().atMost(SOON).until(() -> lastMember(chat).has("joined_seq"));
        assertThat(lastMember(chat).get("joined_seq").asLong()).isEqualTo(2);
    }

    @Test
    void directChatThatWasNotConfirmedIsFoundByTheOtherSide() {
        world.log().hold();
        Map<String, Object> withBob = Map.of("type", "direct", "member_ids", List.of("" + bob));
        ann.client().post("/v1/chats", withBob).expectProblem(503, "unavailable");
        world.log().release();

        Map<String, Object> withAnn = Map.of("type", "direct", "member_ids", List.of("" + ann));
        await().atMost(SOON)
                .until(() -> bob.client().post("/v1/chats", withAnn).send().status() == 200);

        JsonNode chat = bob.client().post("/v1/chats", withAnn).expect(200).json();
        assertThat(chat.get("members").get(0).get("joined_seq").asLong()).isEqualTo(1);
        assertThat(world.log().log(World.id(chat))).hasSize(1);
    }

    @Test
    void nothingIsLostAndOrderIsKeptWhenKafkaIsKilled() {
        ChatId one = eventually("group", bob);
        ChatId other = eventually("channel", bob);

        World.STACK.kafka().kill();
        for (int i = 1; i <= 5; i++) {
            rename(one, "one " + i, 503);
            rename(other, "other " + i, 503);
        }
        World.STACK.kafka().restart();

        await().atMost(SOON).until(() -> titles(one).size() + titles(other).size() == 10);
        assertThat(titles(one)).containsExactly("one 1", "one 2", "one 3", "one 4", "one 5");
        assertThat(titles(other))
                .containsExactly("other 1", "other 2", "other 3", "other 4", "other 5");
        await().atMost(SOON).until(() -> rename(one, "again").status() == 200);
    }

    @Test
    void whatAProcessCommittedBeforeItWasKilledIsPublishedInOrderByAnother() throws Exception {
        ChatId chat = eventually("group", bob);
        int port = freePort();
        try (ServiceProcess process =
                ServiceProcess.start(
                        "chat",
                        ChatMain.class,
                        world.overrides(Map.of("server.port", "" + port)))) {
            OpenApiClient there = world.client(port, ann);
            await().atMost(SOON)
                    .until(() -> {
                        process.demandAlive();
                        return reads(there, chat);
                    });
            World.STACK.kafka().kill();
            for (int i = 1; i <= 5; i++) {
                there.patch("/v1/chats/" + chat, Map.of("title", "title " + i)).expect(503);
            }
            process.kill();
            World.STACK.kafka().restart();
        }

        await().atMost(SOON).until(() -> titles(chat).size() == 5);
        assertThat(titles(chat))
                .containsExactly("title 1", "title 2", "title 3", "title 4", "title 5");
        assertThat(read(chat).get("title").asText()).isEqualTo("title 5");
    }

    private static boolean reads(OpenApiClient client, ChatId chat) {
        try {
            return client.get("/v1/chats/" + chat).send().status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void titleThatIsReadIsTheLastOneInTheLogWhicheverInstanceSetIt() {
        ChatId chat = eventually("group", bob);
        try (ChatApp second = world.startApp(Map.of("message.wait", "PT10S"));
                ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            OpenApiClient there = world.client(second, ann);
            IntStream.range(0, 40)
                    .forEach(i ->
                            both.execute(() ->
                                    (i % 2 == 0 ? there : ann.client())
                                            .patch("/v1/chats/" + chat, Map.of("title", "T" + i))
                                            .send()));
        }

        await().atMost(SOON).until(() -> titles(chat).size() == 40);
        assertThat(read(chat).get("title").asText()).isEqualTo(titles(chat).getLast());
        assertThat(world.log().arrived(chat)).hasSize(41);
    }

    @Test
    void withoutTheUserServiceNobodyIsAdded() {
        ChatId chat = eventually("group", bob);
        Person cid = world.person();
        world.users().close();

        ann.client().put("/v1/chats/" + chat + "/members/" + cid).expectProblem(503, "unavailable");
        ann.client()
                .post("/v1/chats", Map.of("type", "direct", "member_ids", List.of("" + cid)))
                .expectProblem(503, "unavailable");

        rename(chat, "Still works", 200);
        assertThat(world.log().log(chat)).hasSize(2);
    }

    @Test
    void withoutTheMessageServiceChangesAreStoredAndMembersAreRead() {
        ChatId chat = eventually("group", bob);
        world.messages().close();

        rename(chat, "Unheard", 503);

        ann.client().get("/v1/chats/" + chat).expectProblem(503, "unavailable");
        assertThat(lastMember(chat).get("user_id").asText()).isEqualTo("" + bob);
    }

    /// A chat that the log has: the first change waits for more than the impatient world does.
    private ChatId eventually(String type, Person other) {
        Map<String, Object> wanted =
                Map.of("type", type, "title", "A chat", "member_ids", List.of("" + other));
        ApiAnswer made = ann.client().post("/v1/chats", wanted).send();
        JsonNode chat =
                made.status() == 201
                        ? made.json()
                        : ann.client().get("/v1/chats?limit=1").expect(200).json().at("/items/0");
        ChatId id = World.id(chat);
        await().atMost(SOON).until(() -> read(id).get("head_seq").asLong() == 1);
        return id;
    }

    private ApiAnswer rename(ChatId chat, String title, int status) {
        return ann.client().patch("/v1/chats/" + chat, Map.of("title", title)).expect(status);
    }

    private ApiAnswer rename(ChatId chat, String title) {
        return ann.client().patch("/v1/chats/" + chat, Map.of("title", title)).send();
    }

    private JsonNode read(ChatId chat) {
        return ann.client().get("/v1/chats/" + chat).expect(200).json();
    }

    private JsonNode lastMember(ChatId chat) {
        JsonNode page = ann.client().get("/v1/chats/" + chat + "/members").expect(200).json();
        return page.get("items").get(page.get("items").size() - 1);
    }

    private List<String> titles(ChatId chat) {
        return world.log().log(chat).stream()
                .map(Command::op)
                .filter(Op.Update.class::isInstance)
                .map(op -> ((Op.Update) op).title())
                .toList();
    }
}
