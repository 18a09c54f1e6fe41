package io.messenger.message;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/// Emits committed batches in order, while the next one is applied. After a failure it emits
/// nothing until [#reset]: what was not emitted is read and emitted again.
///
/// Its own thread emits, the consumer's thread adds and asks; what they share is guarded by this
/// object, which is never held while emitting.
final class Emitter implements AutoCloseable {
    /// Committed batches that may wait; then the log waits too.
    private static final int MAX_WAITING = 4;

    private final Delivery delivery;
    private final LogMeters meters;
    private final Thread thread = Thread.ofPlatform().name("emitter").unstarted(this::run);
    private final Queue<Emission> waiting = new ArrayDeque<>();
    private Map<TopicPartition, OffsetAndMetadata> emitted = new HashMap<>();
    private @Nullable ExecutionException failure;
    private boolean emitting;
    private boolean closed;

    Emitter(Delivery delivery, LogMeters meters) {
        this.delivery = delivery;
        this.meters = meters;
    }

    /// What a batch has to tell, where the log goes on behind it, and when it was committed.
    private record Emission(
            List<Event> events, Map<TopicPartition, OffsetAndMetadata> next, long committed) {}

    void start() {
        thread.start();
    }

    /// Takes over a committed batch; waits while others wait.
    ///
    /// @throws ExecutionException when an earlier one could not be emitted
    synchronized void add(List<Event> events, Map<TopicPartition, OffsetAndMetadata> next)
            throws ExecutionException, InterruptedException {
        while (waiting.size() >= MAX_WAITING && failure == null) {
            wait();
        }
        check();
        waiting.add(new Emission(events, next, System.nanoTime()));
        notifyAll();
    }

    /// Up to where everything is emitted, as far as it was not asked before.
    ///
    /// @throws ExecutionException when a batch could not be emitted
    synchronized Map<TopicPartition, OffsetAndMetadata> takeEmitted() throws ExecutionException {
        check();
        Map<TopicPartition, OffsetAndMetadata> taken = emitted;
        emitted = new HashMap<>();
        return taken;
    }

    /// Whether there is nothing left to emit.
    synchronized boolean idle() {
        return waiting.isEmpty() && !emitting;
    }

    /// Waits until it is idle, for so long at most.
    synchronized void awaitIdle(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis(); !idle() && left > 0; ) {
            wait(left);
            left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        }
    }

    /// Partitions that are not owned any more: their offsets are not ours to tell.
    synchronized void forget(Collection<TopicPartition> partitions) {
        emitted.keySet().removeAll(partitions);
    }

    /// Begins anew after a failure.
    synchronized void reset() {
        failure = null;
    }

    private void check() throws ExecutionException {
        if (failure != null) {
            throw failure;
        }
    }

    private void run() {
        try {
            for (Emission next = next(); next != null; next = next()) {
                emit(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable Emission next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        emitting = !waiting.isEmpty();
        return waiting.poll();
    }

    private void emit(Emission emission) throws InterruptedException {
        try {
            Ways ways = delivery.emit(emission.events());
            meters.emitted(ways, Duration.ofNanos(System.nanoTime() - emission.committed()));
            ended(emission.next(), null);
        } catch (ExecutionException e) {
            ended(Map.of(), e);
        } catch (RuntimeException e) {
            ended(Map.of(), new ExecutionException("events could not be emitted", e));
        }
    }

    private synchronized void ended(
            Map<TopicPartition, OffsetAndMetadata> next, @Nullable ExecutionException fault) {
        emitted.putAll(next);
        emitting = false;
        if (fault != null) {
            failure = fault;
            waiting.clear();
        }
        notifyAll();
    }

    /// Emits what waits and ends.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
