package io.messenger.message;

import io.messenger.contracts.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes commands from `message.send`: poll, apply in one transaction, emit, commit the offset in
/// Kafka, in this order. Whatever fails, the same records are taken again: stored commands are
/// known by their keys, and the applied offset in PostgreSQL tells which were committed.
///
/// One thread runs it; others only close it.
final class LogConsumer implements AutoCloseable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(LogConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final LogEngine engine;
    private final Offsets offsets;
    private final BatchReader reader;
    private final Delivery delivery;
    private final DeadLetters deadLetters;
    private final Thread thread = Thread.ofPlatform().name("log").unstarted(this::run);
    private volatile boolean closed;
    private volatile boolean healthy;
    private boolean rewind;

    LogConsumer(
            Consumer<byte[], byte[]> consumer,
            LogEngine engine,
            Offsets offsets,
            Delivery delivery,
            DeadLetters deadLetters) {
        this.consumer = consumer;
        this.engine = engine;
        this.offsets = offsets;
        this.reader = new BatchReader(offsets);
        this.delivery = delivery;
        this.deadLetters = deadLetters;
    }

    void start() {
        consumer.subscribe(List.of(Topics.SEND), this);
        thread.start();
    }

    /// Whether the last poll and its batch went through.
    boolean healthy() {
        return healthy;
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                try {
                    ConsumerRecords<byte[], byte[]> records = poll();
                    if (!records.isEmpty()) {
                        process(records);
                    }
                    healthy = true;
                } catch (WakeupException e) {
                    LOG.debug("woken up to close");
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    closed = true;
                } catch (Exception e) {
                    failed(e);
                }
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() throws SQLException {
        if (rewind) {
            // Polled with all partitions paused, so that the group does not take us for dead.
            consumer.pause(consumer.assignment());
            consumer.poll(PAUSE);
            position(consumer.assignment());
            consumer.resume(consumer.assignment());
            rewind = false;
        }
        return consumer.poll(POLL);
    }

    private void process(ConsumerRecords<byte[], byte[]> records)
            throws SQLException, ExecutionException, InterruptedException {
        Batch batch = reader.read(records);
        deadLetters.add(batch.poison());
        List<Event> events = engine.apply(batch);
        offsets.moved(batch.spans());
        delivery.emit(events);
        try {
            consumer.commitSync(next(records), Duration.ofSeconds(5));
        } catch (CommitFailedException e) {
            // The partitions have moved: their new owner emits the same events again.
            LOG.info("offsets not committed, the partitions have moved");
        }
    }

    private void failed(Exception e) {
        if (healthy) {
            LOG.warn("the log pauses: {}", e.toString());
            LOG.debug("because of", e);
        }
        healthy = false;
        engine.drop();
        rewind = true;
    }

    /// Seeks to the first command that was not applied, or not known in Kafka to be emitted.
    private void position(Collection<TopicPartition> partitions) throws SQLException {
        if (partitions.isEmpty()) {
            return;
        }
        offsets.load(partitions);
        Map<TopicPartition, OffsetAndMetadata> committed =
                consumer.committed(java.util.Set.copyOf(partitions), Duration.ofSeconds(5));
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata emitted = committed.get(partition);
            long applied = offsets.next(partition);
            consumer.seek(
                    partition, emitted == null ? applied : Math.min(emitted.offset(), applied));
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        engine.drop();
        try {
            position(partitions);
        } catch (SQLException | RuntimeException e) {
            failed(e);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        engine.drop();
    }

    private static Map<TopicPartition, OffsetAndMetadata> next(
            ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            long last = records.records(partition).getLast().offset();
            next.put(partition, new OffsetAndMetadata(last + 1));
        }
        return next;
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
            return;
        }
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
