package io.messenger.message;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where to go on in each partition: at the first command that PostgreSQL does not have, or that
/// Kafka does not know to be emitted.
///
/// Used by the consumer's thread alone.
record Positions(Consumer<byte[], byte[]> consumer, Offsets offsets) {
    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    void seek(Collection<TopicPartition> partitions) throws SQLException {
        if (partitions.isEmpty()) {
            return;
        }
        offsets.load(partitions);
        repair(partitions);
        Map<TopicPartition, OffsetAndMetadata> emitted =
                consumer.committed(Set.copyOf(partitions), PATIENCE);
        Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long applied = offsets.next(partition);
            OffsetAndMetadata known = emitted.get(partition);
            consumer.seek(partition, known == null ? applied : Math.min(known.offset(), applied));
            if (known == null) {
                first.put(partition, new OffsetAndMetadata(applied));
            }
        }
        if (!first.isEmpty()) {
            // Or a crash before the first batch is emitted would leave nothing to go back to.
            consumer.commitSync(first, PATIENCE);
        }
    }

    /// Kafka may have less than PostgreSQL believes: its topic was made anew or restored, or the
    /// commands after a restored database's last one are older than Kafka keeps.
    private void repair(Collection<TopicPartition> partitions) throws SQLException {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, PATIENCE);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        for (TopicPartition partition : partitions) {
            long applied = offsets.next(partition);
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, Long.MAX_VALUE);
            if (applied > end) {
                LOG.error(
                        "{} ends at {}, but {} is applied: starting again at {}",
                        partition,
                        end,
                        applied,
                        begin);
                offsets.reset(partition, begin);
            } else if (applied < begin) {
                LOG.error(
                        "{} begins at {}, but {} is next: commands are lost, a new epoch begins",
                        partition,
                        begin,
                        applied);
                offsets.lost(partition, begin);
            }
        }
    }
}
