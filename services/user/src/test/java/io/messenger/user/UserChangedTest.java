package io.messenger.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.Json;
import io.messenger.contracts.Profile;
import io.messenger.contracts.Topics;
import io.messenger.platform.Kafka;
import io.messenger.platform.StateSubscriber;
import io.messenger.testing.Await;
import io.messenger.testing.TestKafka;
import io.messenger.testing.TestStack;
import io.messenger.user.UserService.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class UserChangedTest {
    @Test
    void newAndChangedProfilesArePublishedUnderTheUser() throws IOException {
        Person ann = UserService.person(UserService.unique(), "Ann");
        try (TestKafka topic =
                TestKafka.fromTheBeginning(
                        TestStack.shared().kafkaBootstrap(), Topics.USER_CHANGED)) {
            Profile made = profile(topic.await(record -> isOf(ann, record)));
            assertThat(made.displayName().value()).isEqualTo("Ann");
            ann.client()
                    .patch("/v1/users/me", Map.of("display_name", "Anna", "about", "Reads."))
                    .expect(200);
            Profile changed =
                    profile(
                            topic.await(record ->
                                    isOf(ann, record) && text(record.value()).contains("Anna")));
            assertThat(changed)
                    .isEqualTo(
                            new Profile(
                                    ann.id(),
                                    made.username(),
                                    changed.displayName(),
                                    "Reads.",
                                    null,
                                    2));
            assertThat(changed.displayName().value()).isEqualTo("Anna");
        }
    }

    @Test
    void whoeverSubscribesIsTold() {
        Map<String, String> told = new ConcurrentHashMap<>();
        Kafka kafka = new Kafka(TestStack.shared().kafkaBootstrap(), "test");
        try (StateSubscriber _ =
                StateSubscriber.start(
                        kafka, Topics.USER_CHANGED, (user, value) -> told.put(user, text(value)))) {
            Await.until(
                    "the subscriber is told of a change",
                    Duration.ofSeconds(30),
                    () -> {
                        // Each time another one: nobody changes the profile this often.
                        UserService.person()
                                .client()
                                .patch("/v1/users/me", Map.of("about", "Hello"))
                                .expect(200);
                        return told.values().stream().anyMatch(value -> value.contains("Hello"));
                    });
        }
    }

    private static boolean isOf(Person person, ConsumerRecord<byte[], byte[]> record) {
        return text(record.key()).equals(person.id().toString());
    }

    private static Profile profile(ConsumerRecord<byte[], byte[]> record) throws IOException {
        return Json.read(record.value(), Profile.class);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
