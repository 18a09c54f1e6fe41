package io.messenger.message;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells Kafka up to where everything is emitted: soon when there is little to do, a few times a
/// second under load. What a crash leaves untold is emitted once more.
///
/// Used by the consumer's thread alone.
final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, OffsetAndMetadata> open = new HashMap<>();
    private long last = System.nanoTime();

    Commits(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    void add(Map<TopicPartition, OffsetAndMetadata> emitted) {
        open.putAll(emitted);
    }

    /// Whether something is not told yet.
    boolean open() {
        return !open.isEmpty();
    }

    /// Tells it, when there is nothing else to do or some time has passed.
    void commit(boolean idle) {
        if (open.isEmpty() || (!idle && System.nanoTime() - last < INTERVAL.toNanos())) {
            return;
        }
        consumer.commitAsync(
                Map.copyOf(open),
                (_, e) -> {
                    if (e != null) {
                        // The partitions have moved, or the next one tells as much.
                        LOG.debug("offsets not committed", e);
                    }
                });
        open.clear();
        last = System.nanoTime();
    }

    /// Tells it and waits until Kafka knows.
    void now() {
        if (open.isEmpty()) {
            return;
        }
        try {
            commit();
        } catch (KafkaException e) {
            // The partitions have moved: their new owner emits the same events again.
            LOG.info("offsets not committed: {}", e.toString());
        }
        open.clear();
    }

    private void commit() {
        try {
            consumer.commitSync(Map.copyOf(open), PATIENCE);
        } catch (WakeupException e) {
            // It was meant for the poll before.
            consumer.commitSync(Map.copyOf(open), PATIENCE);
        }
    }

    /// Partitions that are not owned any more.
    void forget(Collection<TopicPartition> partitions) {
        open.keySet().removeAll(partitions);
    }
}
