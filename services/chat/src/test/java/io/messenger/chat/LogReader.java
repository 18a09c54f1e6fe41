package io.messenger.chat;

import io.messenger.contracts.CommandReader;
import io.messenger.contracts.Topics;
import io.messenger.platform.Kafka;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/// Reads all of `message.send` into a [FakeLog].
final class LogReader implements AutoCloseable {
    private final FakeLog log = new FakeLog();
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread worker = Thread.ofVirtual().unstarted(this::consume);

    /// @param kafka where the topic exists
    LogReader(Kafka kafka) {
        consumer = kafka.reader();
        List<TopicPartition> all =
                consumer.partitionsFor(Topics.SEND).stream()
                        .map(one -> new TopicPartition(one.topic(), one.partition()))
                        .toList();
        consumer.assign(all);
        consumer.seekToBeginning(all);
        worker.start();
    }

    FakeLog log() {
        return log;
    }

    private void consume() {
        try (consumer) {
            while (true) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(one -> log.apply(CommandReader.read(one.value())));
            }
        } catch (WakeupException e) {
            // The end: close() woke it.
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
    }
}
