package io.messenger.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.contracts.PrivacyChanged;
import io.messenger.contracts.Topics;
import io.messenger.testing.FrameSchemas;
import io.messenger.testing.TestKafka;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the service tells others of users and those around them, for whom may see whom.
final class PeersTest {
    private static World world;
    private Person ann;
    private Person bob;

    @BeforeAll
    static void begin() throws Exception {
        world = World.begin();
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @BeforeEach
    void people() {
        ann = world.person();
        bob = world.person();
    }

    @Test
    void aBlockIsToldToEither() {
        assertThat(told("blocked", ann, bob)).isEmpty();
        ann.client().put("/v1/blocks/" + bob).expect(201);
        assertThat(told("blocked", ann, bob)).containsExactly(bob.toString());
        assertThat(told("blocked", bob, ann)).containsExactly(ann.toString());
        assertThat(told("blocked", world.person(), ann, bob)).isEmpty();
        ann.client().delete("/v1/blocks/" + bob).expect(204);
        assertThat(told("blocked", bob, ann)).isEmpty();
    }

    @Test
    void whoIsInAChatWithOneSharesItAsLongAsBothAreInIt() {
        Person cid = world.person();
        ChatId chat = world.chat("group", ann, bob, cid);
        Person eve = world.person();
        world.chat("group", eve, bob);

        assertThat(told("sharing", ann, bob, cid, eve))
                .containsExactlyInAnyOrder(bob.toString(), cid.toString());
        assertThat(told("sharing", eve, ann, bob, cid)).containsExactly(bob.toString());
        cid.client().post("/v1/chats/" + chat + "/leave").expect(204);
        assertThat(told("sharing", ann, bob, cid)).containsExactly(bob.toString());
    }

    @Test
    void itAnswersAboutAsManyAsASocketMayWatch() {
        List<String> many =
                Stream.generate(() -> UUID.randomUUID().toString()).limit(5_000).toList();
        ask(ann, Map.of("blocked", many, "sharing", List.of()));
        ann.client()
                .post(
                        "/internal/v1/peers",
                        Map.of("blocked", List.of(), "sharing", List.of("somebody")))
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @Test
    void gatewaysAreToldOfBlocksThatChanged() throws Exception {
        world.chat("direct", ann, bob);
        ann.client().put("/v1/blocks/" + bob).expect(201);
        ann.client().put("/v1/blocks/" + bob).expect(200);
        try (TestKafka topic =
                TestKafka.fromNow(World.STACK.kafkaBootstrap(), Topics.PRIVACY_CHANGED)) {
            ann.client().put("/v1/blocks/" + bob).expect(200);
            ann.client().delete("/v1/blocks/" + world.person()).expect(204);
            bob.client().put("/v1/blocks/" + ann).expect(201);
            PrivacyChanged changed = new PrivacyChanged(bob.id(), ann.id());
            byte[] value = topic.await(record -> of(bob, record.value())).value();
            FrameSchemas.demand("privacy", Json.MAPPER.readTree(value));
            assertThat(Json.read(value, PrivacyChanged.class)).isEqualTo(changed);
            assertThat(topic.all())
                    .as("a block that was there, and one that never was, are no news")
                    .allMatch(record -> new String(record.key(), UTF_8).equals(changed.key()));
        }
    }

    private static boolean of(Person person, byte[] value) {
        return new String(value, UTF_8).contains("\"user_id\":\"" + person + "\"");
    }

    private static List<String> told(String field, Person caller, Person... about) {
        List<String> ids = Arrays.stream(about).map(Person::toString).toList();
        Map<String, List<String>> question =
                Map.of(
                        "blocked", field.equals("blocked") ? ids : List.of(),
                        "sharing", field.equals("sharing") ? ids : List.of());
        return Json.MAPPER.convertValue(
                ask(caller, question).get(field),
                Json.MAPPER.getTypeFactory().constructCollectionType(List.class, String.class));
    }

    private static JsonNode ask(Person caller, Object question) {
        return caller.client().post("/internal/v1/peers", question).expect(200).json();
    }
}
