package io.messenger.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/// The next command to apply of each owned partition, as PostgreSQL has it.
///
/// Used by the consumer's thread alone.
final class Offsets {
    private final DataSource database;
    private final Map<Integer, Long> next = new HashMap<>();

    Offsets(DataSource database) {
        this.database = database;
    }

    /// Reads them for partitions that are owned now.
    void load(Collection<TopicPartition> partitions) throws SQLException {
        try (Connection connection = database.getConnection()) {
            java.sql.Array numbers =
                    Sql.array(connection, "int4", partitions, TopicPartition::partition);
            Sql.update(
                    connection,
                    """
                    INSERT INTO applied (partition, next_offset)
                    SELECT partition, 0 FROM unnest(?) AS v(partition) ON CONFLICT DO NOTHING
                    """,
                    numbers);
            Rows.list(
                            connection,
                            "SELECT partition, next_offset FROM applied WHERE partition = ANY (?)",
                            row -> Map.entry(row.getInt("partition"), row.getLong("next_offset")),
                            numbers)
                    .forEach(row -> next.put(row.getKey(), row.getValue()));
        }
    }

    /// The next command to apply.
    long next(TopicPartition partition) {
        return next.getOrDefault(partition.partition(), 0L);
    }

    /// Whether the database has this record's command already.
    boolean applied(ConsumerRecord<?, ?> record) {
        return record.offset() < next.getOrDefault(record.partition(), 0L);
    }

    /// What a poll took, in terms of these offsets.
    Batch.Span span(TopicPartition partition, ConsumerRecords<byte[], byte[]> records) {
        long before = next(partition);
        long after = records.records(partition).getLast().offset() + 1;
        return new Batch.Span(partition.partition(), before, Math.max(before, after));
    }

    /// A batch was committed.
    void moved(Collection<Batch.Span> spans) {
        spans.forEach(span -> next.put(span.partition(), span.next()));
    }
}
