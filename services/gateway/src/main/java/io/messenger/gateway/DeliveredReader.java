package io.messenger.gateway;

import io.messenger.contracts.Json;
import io.messenger.contracts.Route;
import io.messenger.contracts.SessionRevoked;
import io.messenger.contracts.Topics;
import io.messenger.platform.Trace;
import io.messenger.platform.Tracing;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads `message.delivered`: this gateway's lane and the partition of all gateways, by assignment,
/// so that no gateway's coming or going disturbs another one. It starts at the end: what came
/// before is in the difference that each socket asks for. Of `session.revoked` it also reads what
/// came before, as far back as there may be good tokens of ended sessions.
///
/// One thread polls; others hand it work through a queue.
final class DeliveredReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveredReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration POSITION = Duration.ofSeconds(5);
    private static final long POSITION_SECONDS = 15;

    /// Who reads events this long after they happened has its sockets ask for them.
    private static final Duration LATE = Duration.ofSeconds(10);

    private static final TopicPartition REVOKED = new TopicPartition(Topics.REVOKED, 0);
    private static final List<TopicPartition> ALWAYS =
            List.of(new TopicPartition(Topics.DELIVERED, 0), REVOKED);

    private final Consumer<byte[], byte[]> consumer;
    private final LocalSessions sessions;
    private final Clock clock;
    private final DeliveryMeters meters;
    private final Tracing tracing;
    private final LinkedBlockingQueue<FutureTask<Void>> tasks = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("delivered").unstarted(this::run);
    private volatile boolean closed;
    private volatile long routedAt = System.nanoTime() - Duration.ofDays(1).toNanos();
    private boolean late;

    DeliveredReader(
            Consumer<byte[], byte[]> consumer,
            LocalSessions sessions,
            DeliveryMeters meters,
            Tracing tracing,
            Clock clock) {
        this.consumer = consumer;
        this.sessions = sessions;
        this.meters = meters;
        this.tracing = tracing;
        this.clock = clock;
    }

    void start() {
        assign(ALWAYS);
        thread.start();
    }

    /// Reads this lane instead of the last one. Returns when the position in it is fixed: an event
    /// emitted afterwards is read.
    ///
    /// @throws CompletionException when the broker did not answer in time
    void readLane(int lane) {
        FutureTask<Void> task =
                new FutureTask<>(
                        () -> {
                            List<TopicPartition> partitions = new ArrayList<>(ALWAYS);
                            partitions.add(new TopicPartition(Topics.DELIVERED, lane));
                            assign(partitions);
                        },
                        null);
        tasks.add(task);
        consumer.wakeup();
        try {
            task.get(POSITION_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new CompletionException("cannot read lane " + lane, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException("interrupted before reading lane " + lane, e);
        }
    }

    /// How long ago the message service last said that events go to lanes.
    Duration sinceRouted() {
        return Duration.ofNanos(System.nanoTime() - routedAt);
    }

    private void assign(List<TopicPartition> partitions) {
        Set<TopicPartition> before = consumer.assignment();
        List<TopicPartition> added = new ArrayList<>(partitions);
        added.removeAll(before);
        try {
            consumer.assign(partitions);
            try {
                fix(added);
            } catch (WakeupException e) {
                // It was meant for the poll before.
                fix(added);
            }
        } catch (RuntimeException e) {
            consumer.assign(before);
            throw e;
        }
    }

    /// Asks for the positions now: later they would lie behind events of the meantime.
    private void fix(List<TopicPartition> added) {
        seek(added);
        added.forEach(partition -> consumer.position(partition, POSITION));
    }

    /// Goes on at the end, and only then has the sockets ask: what is emitted after their answers
    /// is read here.
    private void skip(List<TopicPartition> gone) {
        fix(gone);
        sessions.missed();
    }

    private void seek(Collection<TopicPartition> partitions) {
        consumer.seekToEnd(partitions);
        if (partitions.contains(REVOKED)) {
            long since = clock.millis() - RevokedSessions.MEMORY.toMillis();
            OffsetAndTimestamp first =
                    consumer.offsetsForTimes(Map.of(REVOKED, since), POSITION).get(REVOKED);
            if (first != null) {
                consumer.seek(REVOKED, first.offset());
            }
        }
    }

    private void run() {
        try (consumer) {
            while (!closed) {
                try {
                    for (FutureTask<Void> task = tasks.poll(); task != null; task = tasks.poll()) {
                        task.run();
                    }
                    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                    deliver(records);
                    noteLateness(records);
                } catch (WakeupException e) {
                    LOG.trace("woken up for a task or to close");
                } catch (OffsetOutOfRangeException e) {
                    LOG.warn("events were gone before they were read: sockets ask again");
                    List<TopicPartition> gone =
                            List.copyOf(e.offsetOutOfRangePartitions().keySet());
                    // What fails in it is tried again: the next poll fails in the same way.
                    tasks.add(new FutureTask<>(() -> skip(gone), null));
                } catch (Exception e) {
                    LOG.error("events could not be read", e);
                    pause();
                }
            }
        }
    }

    private void deliver(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                if (record.topic().equals(Topics.REVOKED)) {
                    SessionRevoked revoked = Json.read(record.value(), SessionRevoked.class);
                    sessions.revoke(revoked.userId(), revoked.sessionId());
                } else {
                    Header header = record.headers().lastHeader(Route.HEADER);
                    deliver(Route.parse(header.value()), record);
                }
            } catch (IOException | RuntimeException e) {
                LOG.error(
                        "the event at {}-{}-{} could not be delivered",
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        e);
            }
        }
    }

    private void deliver(Route route, ConsumerRecord<byte[], byte[]> record) {
        if (route.equals(Route.ROUTED)) {
            routedAt = System.nanoTime();
            return;
        }
        Trace way = tracing.follow(record.headers(), "websocket deliver");
        sessions.deliver(route, record.value());
        if (way != null) {
            way.end();
        }
        meters.delivered(record.partition(), record.timestamp());
    }

    /// Once it has caught up after a lag, sockets ask for what they may have missed.
    private void noteLateness(ConsumerRecords<byte[], byte[]> records) {
        long bound = clock.millis() - LATE.toMillis();
        boolean old = false;
        for (ConsumerRecord<byte[], byte[]> record : records.records(Topics.DELIVERED)) {
            old |= record.timestamp() < bound;
        }
        if (late && !old) {
            LOG.warn("events were read late: sockets ask again");
            sessions.all().forEach(Session::resync);
        }
        late = old;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
