package io.messenger.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.Json;
import io.messenger.contracts.LastSeen;
import io.messenger.contracts.PrivacyChanged;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.platform.Kafka;
import io.messenger.testing.Await;
import io.messenger.testing.FrameSchemas;
import io.messenger.testing.TestKafka;
import io.messenger.testing.TestStack;
import io.messenger.user.UserService.Person;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/// Who may see when whom was online.
class PrivacyTest {
    private final FakeChatService chats = UserService.CHATS;
    private final Person ann = UserService.person();
    private final Person ben = UserService.person();

    @Test
    void eachIsSeenByThoseWhomTheSettingsLet() {
        Person eve = UserService.person();
        chats.share(ann.id(), ben.id());
        assertThat(seenBy(eve, ann, ben, eve)).containsExactlyInAnyOrder(ann, ben, eve);
        set(ann, "chats");
        assertThat(seenBy(eve, ann, ben)).containsExactly(ben);
        assertThat(seenBy(ben, ann)).containsExactly(ann);
        set(ann, "nobody");
        assertThat(seenBy(ben, ann)).isEmpty();
        assertThat(seenBy(ann, ann)).as("oneself always").containsExactly(ann);
        set(ann, "everyone");
        assertThat(seenBy(eve, ann)).containsExactly(ann);
    }

    @Test
    void nobodyIsSeenWithWhomThereIsABlock() {
        chats.share(ann.id(), ben.id());
        chats.block(ann.id(), ben.id());
        assertThat(seenBy(ben, ann)).isEmpty();
        assertThat(seenBy(ann, ben)).isEmpty();
        set(ann, "chats");
        assertThat(seenBy(ben, ann)).isEmpty();
    }

    @Test
    void whoDoesNotExistIsNotSeen() {
        UserId nobody = new UserId(UUID.randomUUID());
        assertThat(visible(ann, List.of(nobody))).isEmpty();
        ann.client()
                .post("/internal/v1/visible", Map.of("ids", List.of("x")))
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @Test
    void withoutTheChatServiceNobodyIsSeenAndProfilesAreShownAllTheSame() throws Exception {
        try (Producer<byte[], byte[]> producer =
                new Kafka(TestStack.shared().kafkaBootstrap(), "test").producer()) {
            byte[] value = Json.bytes(new LastSeen(ann.id(), Instant.now()));
            producer.send(new ProducerRecord<>(Topics.USER_SEEN, value)).get();
        }
        Await.until("last seen is shown", Duration.ofSeconds(30), () -> showsLastSeen(ann));
        chats.away.add(ben.id());
        ben.client()
                .post("/internal/v1/visible", Map.of("ids", List.of(ann.id())))
                .expectProblem(503, "unavailable");
        assertThat(showsLastSeen(ann)).isFalse();
        chats.away.remove(ben.id());
        assertThat(showsLastSeen(ann)).isTrue();
        chats.block(ann.id(), ben.id());
        assertThat(showsLastSeen(ann)).isFalse();
    }

    private boolean showsLastSeen(Person person) {
        return ben.client().get("/v1/users/" + person.id()).expect(200).json().has("last_seen");
    }

    @Test
    void gatewaysAreToldWhenItReallyChanged() throws Exception {
        set(ann, "chats");
        try (TestKafka topic =
                TestKafka.fromTheBeginning(
                        TestStack.shared().kafkaBootstrap(), Topics.PRIVACY_CHANGED)) {
            String key = ann.id().toString();
            byte[] value =
                    topic.await(record ->
                                    new String(record.key(), StandardCharsets.UTF_8).equals(key))
                            .value();
            FrameSchemas.demand("privacy", Json.MAPPER.readTree(value));
            assertThat(Json.read(value, PrivacyChanged.class))
                    .isEqualTo(new PrivacyChanged(ann.id(), null));
            set(ann, "chats");
            ann.client()
                    .put(
                            "/v1/users/me/settings",
                            Map.of("last_seen", "chats", "notifications", Map.of("sound", false)))
                    .expect(200);
            set(ben, "nobody");
            String last = ben.id().toString();
            topic.await(record -> new String(record.key(), StandardCharsets.UTF_8).equals(last));
            assertThat(topic.all())
                    .filteredOn(
                            record -> new String(record.key(), StandardCharsets.UTF_8).equals(key))
                    .hasSize(1);
        }
    }

    private static void set(Person person, String lastSeen) {
        person.client().put("/v1/users/me/settings", Map.of("last_seen", lastSeen)).expect(200);
    }

    /// Those of the people whom the viewer may see.
    private static Set<Person> seenBy(Person viewer, Person... people) {
        List<String> visible = visible(viewer, Arrays.stream(people).map(Person::id).toList());
        Set<Person> seen = new HashSet<>(List.of(people));
        seen.removeIf(person -> !visible.contains(person.id().toString()));
        assertThat(visible).hasSameSizeAs(seen);
        return seen;
    }

    private static List<String> visible(Person viewer, List<UserId> ids) {
        return Json.MAPPER.convertValue(
                viewer.client()
                        .post("/internal/v1/visible", Map.of("ids", ids))
                        .expect(200)
                        .json()
                        .get("visible"),
                Json.MAPPER.getTypeFactory().constructCollectionType(List.class, String.class));
    }
}
