package io.messenger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.messenger.platform.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;

/// The shared stack, and what reads from it.
class TestStackTest {
    @Test
    void serviceGetsTheKeysThatItHasAndNoOthers() {
        Settings settings = TestStack.settings("sample", Map.of("sample.words", "many"));
        assertThat(settings.text("database.url")).isEqualTo(TestStack.shared().jdbcUrl());
        assertThat(settings.port("server.port")).isZero();
        assertThat(settings.text("sample.words")).isEqualTo("many");
        assertThat(TestStack.overrides("sample", Map.of())).doesNotContainKey("redis.uri");
    }

    @Test
    void recordsAreReadWithTheirHeadersFromTheBeginningAndFromNow() throws Exception {
        String topic = "test." + UUID.randomUUID();
        String bootstrap = TestStack.shared().kafkaBootstrap();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }
        try (var producer = producer(bootstrap)) {
            producer.send(said(topic, "before")).get();
            try (TestKafka all = TestKafka.fromTheBeginning(bootstrap, topic);
                    TestKafka fresh = TestKafka.fromNow(bootstrap, topic)) {
                producer.send(said(topic, "after")).get();
                assertThat(
                                all.await(record -> text(record.value()).equals("after"))
                                        .headers()
                                        .lastHeader("who")
                                        .value())
                        .isEqualTo("me".getBytes(StandardCharsets.UTF_8));
                assertThat(all.all())
                        .extracting(record -> text(record.value()))
                        .containsExactlyInAnyOrder("before", "after");
                assertThat(fresh.all())
                        .extracting(record -> text(record.value()))
                        .containsExactly("after");
            }
        }
    }

    @Test
    void waitingForWhatNeverHoldsFailsWithItsSentence() {
        assertThatThrownBy(
                        () -> Await.until("the moon is green", Duration.ofMillis(50), () -> false))
                .isInstanceOf(ConditionTimeoutException.class)
                .hasMessageContaining("the moon is green");
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static ProducerRecord<byte[], byte[]> said(String topic, String text) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, text.getBytes(StandardCharsets.UTF_8));
        record.headers().add("who", "me".getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
