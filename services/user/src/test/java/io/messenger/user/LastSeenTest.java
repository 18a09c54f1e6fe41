package io.messenger.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import io.messenger.contracts.LastSeen;
import io.messenger.contracts.Topics;
import io.messenger.platform.Kafka;
import io.messenger.testing.Await;
import io.messenger.testing.FrameSchemas;
import io.messenger.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// When users were last online, as gateways tell it.
class LastSeenTest {
    private static final Producer<byte[], byte[]> PRODUCER =
            new Kafka(TestStack.shared().kafkaBootstrap(), "test").producer();

    private final UserService.Person ann = UserService.person();
    private final UserService.Person ben = UserService.person();

    @AfterAll
    static void close() {
        PRODUCER.close();
    }

    @Test
    void itIsShownWhereverTheProfileIs() throws Exception {
        assertThat(ben.client().get("/v1/users/" + ann.id()).expect(200).json().has("last_seen"))
                .as("of whom nobody told")
                .isFalse();
        tell(ann, "2026-11-22T12:00:00.123Z");
        awaitSeen("2026-11-22T12:00:00.123Z");

        JsonNode many =
                ben.client()
                        .post("/v1/users/batch", Map.of("ids", List.of(ann.id(), ben.id())))
                        .expect(200)
                        .json();
        assertThat(many.get("items").findValuesAsText("last_seen"))
                .containsExactly("2026-11-22T12:00:00.123Z");
        assertThat(ann.client().get("/v1/users/me").expect(200).json().has("last_seen")).isTrue();
    }

    @Test
    void theLatestTimeCountsWhateverComesLast() throws Exception {
        tell(ann, "2026-11-22T12:00:02.000Z");
        tell(ann, "2026-11-22T12:00:01.000Z");
        PRODUCER.send(
                        new ProducerRecord<>(
                                Topics.USER_SEEN,
                                key(ann),
                                "no JSON".getBytes(StandardCharsets.UTF_8)))
                .get();
        tell(ben, "2026-11-22T12:00:00.000Z");
        awaitSeen("2026-11-22T12:00:02.000Z");
        Await.until(
                "the record after the broken one is read",
                Duration.ofSeconds(30),
                () -> seen(ben).equals("2026-11-22T12:00:00.000Z"));
        assertThat(seen(ann)).isEqualTo("2026-11-22T12:00:02.000Z");
    }

    @Test
    void whoeverHidesItIsTheOnlyOneWhoSeesIt() throws Exception {
        tell(ann, "2026-11-22T12:00:00.123Z");
        awaitSeen("2026-11-22T12:00:00.123Z");
        ann.client().put("/v1/users/me/settings", Map.of("last_seen", "nobody")).expect(200);
        assertThat(seen(ann)).isEmpty();
        JsonNode many =
                ben.client()
                        .post("/v1/users/batch", Map.of("ids", List.of(ann.id())))
                        .expect(200)
                        .json();
        assertThat(many.get("items").get(0).has("last_seen")).isFalse();
        JsonNode found = ben.client().get("/v1/users?q=" + ann.username()).expect(200).json();
        assertThat(found.get("items").get(0).has("last_seen")).isFalse();
        assertThat(ann.client().get("/v1/users/me").expect(200).json().has("last_seen")).isTrue();
    }

    private void awaitSeen(String at) {
        Await.until("last seen is kept", Duration.ofSeconds(30), () -> seen(ann).equals(at));
    }

    private String seen(UserService.Person person) {
        return ben.client()
                .get("/v1/users/" + person.id())
                .expect(200)
                .json()
                .path("last_seen")
                .asText();
    }

    private static void tell(UserService.Person person, String at) throws Exception {
        byte[] value = Json.bytes(new LastSeen(person.id(), Instant.parse(at)));
        FrameSchemas.demand("seen", Json.MAPPER.readTree(value));
        PRODUCER.send(new ProducerRecord<>(Topics.USER_SEEN, key(person), value)).get();
    }

    private static byte[] key(UserService.Person person) {
        return person.id().toString().getBytes(StandardCharsets.US_ASCII);
    }
}
