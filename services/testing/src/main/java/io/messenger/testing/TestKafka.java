package io.messenger.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Reads the records of one topic, all partitions, without a group: raw bytes and headers. For one
/// thread.
public final class TestKafka implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();

    private TestKafka(String bootstrap, String topic) {
        this.topic = topic;
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                                20),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        consumer.assign(
                consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList());
    }

    /// Reads everything the topic still has, and what comes.
    public static TestKafka fromTheBeginning(String bootstrap, String topic) {
        TestKafka kafka = new TestKafka(bootstrap, topic);
        kafka.consumer.seekToBeginning(kafka.consumer.assignment());
        return kafka;
    }

    /// Reads what is written from now on.
    public static TestKafka fromNow(String bootstrap, String topic) {
        TestKafka kafka = new TestKafka(bootstrap, topic);
        kafka.consumer.seekToEnd(kafka.consumer.assignment());
        // seekToEnd is lazy: asking for the positions makes "now" be now.
        kafka.consumer.assignment().forEach(kafka.consumer::position);
        return kafka;
    }

    /// The first record that fits, of those read before and those to come; waits 10 s at most.
    public ConsumerRecord<byte[], byte[]> await(Predicate<ConsumerRecord<byte[], byte[]>> fits) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int next = 0;
        while (true) {
            for (; next < read.size(); next++) {
                if (fits.test(read.get(next))) {
                    return read.get(next);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "no such record in %s within %s; got %s".formatted(topic, PATIENCE, read));
            }
            poll();
        }
    }

    /// All records up to the end that the topic has now.
    public List<ConsumerRecord<byte[], byte[]>> all() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "the end of %s was not reached within %s".formatted(topic, PATIENCE));
            }
            poll();
        }
        return List.copyOf(read);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(100)).forEach(read::add);
    }
}
