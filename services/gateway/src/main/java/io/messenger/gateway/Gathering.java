package io.messenger.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Does together what many ask for at the same moment: while one batch is under way, the next one
/// gathers. Who comes alone does not wait. What waits is bounded by those who ask.
///
/// Threads share it; the work runs on virtual threads that live only while there is some.
final class Gathering<T> {
    private final String name;
    private final int atOnce;
    private final int most;
    private final Work<T> work;
    private final Queue<Entry<T>> waiting = new ArrayDeque<>();
    private int running;

    /// @param atOnce how many batches may be under way
    /// @param most how many items a batch may have
    Gathering(String name, int atOnce, int most, Work<T> work) {
        this.name = name;
        this.atOnce = atOnce;
        this.most = most;
        this.work = work;
    }

    /// What is done with a batch. It has a time limit of its own; its failure is everybody's.
    @FunctionalInterface
    interface Work<T> {
        void run(List<T> batch) throws InterruptedException;
    }

    private static final class Entry<T> {
        private final T item;
        private final CountDownLatch done = new CountDownLatch(1);
        private volatile @Nullable RuntimeException failure;

        Entry(T item) {
            this.item = item;
        }
    }

    /// Waits until it is done.
    ///
    /// @throws RuntimeException what the batch failed with
    void join(T item) throws InterruptedException {
        Entry<T> entry = enqueue(item);
        entry.done.await();
        RuntimeException failure = entry.failure;
        if (failure != null) {
            throw failure;
        }
    }

    /// Has it done, after all that was asked for before if one batch at a time is done, and does
    /// not wait.
    void add(T item) {
        enqueue(item);
    }

    private synchronized Entry<T> enqueue(T item) {
        Entry<T> entry = new Entry<>(item);
        waiting.add(entry);
        if (running < atOnce) {
            running++;
            Thread.ofVirtual().name(name).start(this::drain);
        }
        return entry;
    }

    private void drain() {
        for (List<Entry<T>> batch = next(); !batch.isEmpty(); batch = next()) {
            RuntimeException failure = run(batch.stream().map(entry -> entry.item).toList());
            for (Entry<T> entry : batch) {
                entry.failure = failure;
                entry.done.countDown();
            }
        }
    }

    private synchronized List<Entry<T>> next() {
        List<Entry<T>> batch = new ArrayList<>(Math.min(most, waiting.size()));
        while (batch.size() < most && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        if (batch.isEmpty()) {
            running--;
        }
        return batch;
    }

    private @Nullable RuntimeException run(List<T> items) {
        try {
            work.run(items);
            return null;
        } catch (RuntimeException e) {
            return e;
        } catch (InterruptedException e) {
            return new IllegalStateException(name + " was interrupted", e);
        }
    }
}
