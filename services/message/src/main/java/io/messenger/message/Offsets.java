package io.messenger.message;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/// The next command to apply of each owned partition, as PostgreSQL has it.
///
/// Changed by the consumer's thread alone; others look at what is owned.
final class Offsets {
    private final DataSource database;
    private final Map<Integer, Long> next = new ConcurrentHashMap<>();

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

    /// They are owned no more.
    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> next.remove(partition.partition()));
    }

    /// The partitions that are owned.
    Set<Integer> owned() {
        return Set.copyOf(next.keySet());
    }

    /// The next command to apply of a partition that is owned.
    Optional<Long> owned(int partition) {
        return Optional.ofNullable(next.get(partition));
    }

    /// Begins again at an earlier offset: what is stored is known by its keys.
    void reset(TopicPartition partition, long offset) throws SQLException {
        try (Connection connection = database.getConnection()) {
            move(connection, partition, offset);
        }
        next.put(partition.partition(), offset);
    }

    /// Gives up the commands before `offset`. Devices may know of some of them, so the log gets
    /// another name.
    void lost(TopicPartition partition, long offset) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            move(connection, partition, offset);
            Sql.update(connection, "UPDATE epoch SET epoch = gen_random_uuid()");
            connection.commit();
        }
        next.put(partition.partition(), offset);
    }

    private void move(Connection connection, TopicPartition partition, long offset)
            throws SQLException {
        int moved =
                Sql.update(
                        connection,
                        """
                        UPDATE applied SET next_offset = ?
                        WHERE partition = ? AND next_offset = ?
                        """,
                        offset,
                        partition.partition(),
                        next(partition));
        if (moved != 1) {
            throw new OwnershipLostException();
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
