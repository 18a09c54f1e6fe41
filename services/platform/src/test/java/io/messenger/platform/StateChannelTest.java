package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.Topics;
import io.messenger.embedded.LocalStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// State from a publisher to subscribers, over a real broker that comes and goes.
class StateChannelTest {
    private static final LocalStack STACK = LocalStack.throwAway();
    private static final Kafka KAFKA = new Kafka(STACK.kafkaBootstrap(), "test");
    private static final String TOPIC = Topics.USER_CHANGED;

    @BeforeAll
    static void createTopic() throws Exception {
        KAFKA.ensure(List.of(Topics.userChanged()));
    }

    @AfterAll
    static void close() {
        STACK.close();
    }

    @Test
    void everySubscriberIsToldEverything() {
        Map<String, String> one = new ConcurrentHashMap<>();
        Map<String, String> other = new ConcurrentHashMap<>();
        try (StatePublisher publisher = StatePublisher.start(KAFKA, TOPIC);
                StateSubscriber _ = subscriber(one);
                StateSubscriber _ = subscriber(other)) {
            listening(publisher, one);
            listening(publisher, other);
            for (int i = 0; i < 3000; i++) {
                publisher.publish("key" + i, bytes("value" + i));
            }
            publisher.publish("last", bytes("one"));
            await().until(() -> one.containsKey("last") && other.containsKey("last"));
            assertThat(one).containsEntry("key0", "value0").containsEntry("key2999", "value2999");
            assertThat(other).hasSameSizeAs(one);
            assertThat(publisher.alive()).isTrue();
        }
    }

    @Test
    void aHandlerThatThrowsDoesNotEndTheChannel() {
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        StateSubscriber.Handler handler =
                (key, value) -> {
                    if (text(value).equals("bad")) {
                        throw new IllegalStateException("on purpose");
                    }
                    handled.add(text(value));
                };
        try (StatePublisher publisher = StatePublisher.start(KAFKA, TOPIC);
                StateSubscriber subscriber = StateSubscriber.start(KAFKA, TOPIC, handler)) {
            await().until(() -> {
                publisher.publish("hello", bytes("hello"));
                return handled.contains("hello");
            });
            publisher.publish("a", bytes("bad"));
            publisher.publish("b", bytes("good"));
            await().until(() -> handled.contains("good"));
            assertThat(subscriber.deaths()).isZero();
        }
    }

    @Test
    void bothSidesOutliveARestartOfTheBroker() {
        Map<String, String> seen = new ConcurrentHashMap<>();
        try (StatePublisher publisher = StatePublisher.start(KAFKA, TOPIC);
                StateSubscriber _ = subscriber(seen)) {
            listening(publisher, seen);
            STACK.kafka().kill();
            STACK.kafka().restart();
            seen.clear();
            listening(publisher, seen);
        }
    }

    @Test
    void whatWasPublishedWhileTheChannelEndedArrivesAndNothingOfTheOldChannelIsLeft() {
        try (StatePublisher publisher = StatePublisher.start(KAFKA, TOPIC)) {
            publisher.publish("before", bytes("value"));
            await().until(publisher::alive);
            STACK.kafka().kill();
            try {
                publisher.publish("meanwhile", bytes("old"));
                await().until(() -> publisher.deaths() > 0);
                assertThat(publisher.alive()).isFalse();
                publisher.publish("meanwhile", bytes("new"));
            } finally {
                STACK.kafka().restart();
            }
            await().until(publisher::alive);
            assertThat(threads("kafka-producer-network-thread")).isEqualTo(1);
        }
        await().until(() -> threads("kafka-producer-network-thread") == 0);
        assertThat(lastOf("meanwhile")).isEqualTo("new");
    }

    @Test
    void aClosedSubscriberLeavesNoThreadBehind() {
        Map<String, String> seen = new ConcurrentHashMap<>();
        try (StatePublisher publisher = StatePublisher.start(KAFKA, TOPIC);
                StateSubscriber _ = subscriber(seen)) {
            listening(publisher, seen);
        }
        await().until(() -> threads("state-poller") + threads("kafka-coordinator") == 0);
    }

    @Test
    void bothSidesKeepTryingWhereThereIsNoBroker() {
        Kafka nowhere = new Kafka("nowhere.invalid:9092", "test");
        try (StatePublisher publisher = StatePublisher.start(nowhere, TOPIC);
                StateSubscriber subscriber = StateSubscriber.start(nowhere, TOPIC, (_, _) -> {})) {
            publisher.publish("key", bytes("value"));
            await().until(() -> publisher.deaths() > 1 && subscriber.deaths() > 1);
        }
    }

    private static StateSubscriber subscriber(Map<String, String> seen) {
        return StateSubscriber.start(KAFKA, TOPIC, (key, value) -> seen.put(key, text(value)));
    }

    /// A subscriber hears what comes after it has begun to listen.
    private static void listening(StatePublisher publisher, Map<String, String> seen) {
        await().until(() -> {
            publisher.publish("hello", bytes("hello"));
            return seen.containsKey("hello");
        });
    }

    private static String lastOf(String key) {
        try (KafkaConsumer<byte[], byte[]> reader = KAFKA.reader()) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            reader.assign(List.of(partition));
            long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            reader.seekToBeginning(List.of(partition));
            String last = "";
            while (reader.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofSeconds(1))) {
                    last = text(record.key()).equals(key) ? text(record.value()) : last;
                }
            }
            return last;
        }
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(name))
                .count();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
