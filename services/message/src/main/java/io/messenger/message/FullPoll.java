package io.messenger.message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// Takes all that is in the log. A consumer fetches ahead: what it has at hand when it is asked are
/// the first records that came after the last poll, and the others still wait at the broker. So one
/// that answers at once is asked a second time; otherwise each record would wait for a batch more.
final class FullPoll {
    /// An answer within it was at hand.
    private static final long AT_HAND_NANOS = 200_000;

    /// One round trip to the broker takes about half of it.
    private static final Duration SECOND = Duration.ofMillis(2);

    private FullPoll() {}

    static ConsumerRecords<byte[], byte[]> of(
            Consumer<byte[], byte[]> consumer, Duration patience) {
        long asked = System.nanoTime();
        ConsumerRecords<byte[], byte[]> first = consumer.poll(patience);
        if (first.isEmpty() || System.nanoTime() - asked > AT_HAND_NANOS) {
            return first;
        }
        ConsumerRecords<byte[], byte[]> second = consumer.poll(SECOND);
        return second.isEmpty() ? first : join(first, second);
    }

    private static ConsumerRecords<byte[], byte[]> join(
            ConsumerRecords<byte[], byte[]> first, ConsumerRecords<byte[], byte[]> second) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> all = new LinkedHashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(first.nextOffsets());
        for (ConsumerRecords<byte[], byte[]> records : List.of(first, second)) {
            for (TopicPartition partition : records.partitions()) {
                all.computeIfAbsent(partition, _ -> new ArrayList<>())
                        .addAll(records.records(partition));
            }
        }
        next.putAll(second.nextOffsets());
        return new ConsumerRecords<>(all, next);
    }
}
