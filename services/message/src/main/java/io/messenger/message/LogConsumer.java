package io.messenger.message;

import io.messenger.contracts.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes commands from `message.send`: poll, apply in one transaction, emit, commit the offset in
/// Kafka, in this order; a batch is emitted while the next one is applied. Whatever fails, the same
/// records are taken again: stored commands are known by their keys, and the applied offset in
/// PostgreSQL tells which were committed.
///
/// One thread runs it; others only close it.
final class LogConsumer implements AutoCloseable, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(LogConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /// While an offset waits to be committed.
    private static final Duration SHORT_POLL = Duration.ofMillis(5);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final LogEngine engine;
    private final Offsets offsets;
    private final Positions positions;
    private final BatchReader reader;
    private final Emitter emitter;
    private final Commits commits;
    private final DeadLetters deadLetters;
    private final SearchFollower search;
    private final LogMeters meters;
    private final Thread thread = Thread.ofPlatform().name("log").unstarted(this::run);
    private volatile boolean closed;
    private volatile boolean healthy;
    private boolean failing;
    private boolean rewind;

    LogConsumer(
            Consumer<byte[], byte[]> consumer,
            LogEngine engine,
            BatchReader reader,
            Emitter emitter,
            DeadLetters deadLetters,
            LogMeters meters,
            SearchFollower search) {
        this.consumer = consumer;
        this.engine = engine;
        this.offsets = reader.offsets();
        this.positions = new Positions(consumer, offsets);
        this.reader = reader;
        this.emitter = emitter;
        this.commits = new Commits(consumer);
        this.deadLetters = deadLetters;
        this.meters = meters;
        meters.healthy(this::healthy);
        this.search = search;
    }

    void start() {
        consumer.subscribe(List.of(Topics.SEND), this);
        emitter.start();
        thread.start();
    }

    /// Whether the last poll and its batch went through.
    boolean healthy() {
        return healthy;
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                round();
            }
            settle();
        } catch (Throwable e) {
            // Shown by readiness: without this thread there is no log.
            LOG.error("the log has stopped", e);
            throw e;
        } finally {
            healthy = false;
        }
    }

    private void round() {
        try {
            ConsumerRecords<byte[], byte[]> records = poll();
            if (!records.isEmpty()) {
                process(records);
            }
            commits.add(emitter.takeEmitted());
            commits.commit(records.isEmpty());
            healthy = !rewind;
            if (healthy && failing) {
                LOG.info("the log goes on");
                failing = false;
            }
        } catch (WakeupException e) {
            LOG.debug("woken up to close");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
        } catch (Exception e) {
            failed(e);
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() throws SQLException {
        if (rewind) {
            settle();
            emitter.reset();
            // Polled with all partitions paused, so that the group does not take us for dead.
            consumer.pause(consumer.assignment());
            consumer.poll(PAUSE);
            positions.seek(consumer.assignment());
            consumer.resume(consumer.assignment());
            rewind = false;
        }
        ConsumerRecords<byte[], byte[]> records =
                FullPoll.of(consumer, commits.open() || !emitter.idle() ? SHORT_POLL : POLL);
        // A new partition that could not be positioned may already have given records from
        // anywhere.
        return rewind ? ConsumerRecords.empty() : records;
    }

    private void process(ConsumerRecords<byte[], byte[]> records)
            throws SQLException, ExecutionException, InterruptedException {
        long begun = System.nanoTime();
        Batch batch = reader.read(records);
        Followed followed = reader.tracing().on() ? Followed.in(batch) : Followed.NOTHING;
        Effects effects = apply(batch);
        followed.end();
        offsets.moved(batch.spans());
        meters.committed(records.count(), effects.tally, since(begun));
        search.applied(batch);
        deadLetters.add(batch.poison());
        emitter.add(effects.events, records.nextOffsets());
    }

    /// Lets what is committed be emitted, and tells Kafka.
    private void settle() {
        try {
            emitter.awaitIdle(PATIENCE);
            commits.add(emitter.takeEmitted());
        } catch (ExecutionException e) {
            LOG.debug("the rest is emitted again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        commits.now();
    }

    /// Applies it without those commands that can never be applied. Each of them is put aside
    /// before the offset goes past it: afterwards nobody could tell that it was refused.
    private Effects apply(Batch batch)
            throws SQLException, ExecutionException, InterruptedException {
        Batch rest = batch;
        while (true) {
            try {
                return engine.apply(rest);
            } catch (RefusedCommandException e) {
                deadLetters.add(List.of(e.poison()));
                rest = rest.without(e.entry());
            }
        }
    }

    private void failed(Exception e) {
        if (!failing) {
            LOG.warn("the log pauses: {}", e.toString());
            LOG.debug("because of", e);
        }
        failing = true;
        healthy = false;
        engine.drop();
        rewind = true;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        engine.drop();
        try {
            positions.seek(partitions);
            search.sweep();
        } catch (SQLException | RuntimeException e) {
            failed(e);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        engine.drop();
        settle();
        offsets.forget(partitions);
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        engine.drop();
        offsets.forget(partitions);
        emitter.forget(partitions);
        commits.forget(partitions);
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
        emitter.close();
    }
}
