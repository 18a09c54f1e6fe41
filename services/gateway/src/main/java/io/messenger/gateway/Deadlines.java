package io.messenger.gateway;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Interrupts threads whose work takes too long: for what has no time limit of its own. Threads
/// share it.
final class Deadlines implements AutoCloseable {
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("deadlines").factory());

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /// Interrupts the calling thread after that time, unless it was closed before.
    Deadline begin(Duration time) {
        return new Deadline(Thread.currentThread(), time);
    }

    /// One piece of work.
    final class Deadline implements AutoCloseable {
        private final Thread worker;
        private final Future<?> alarm;
        private boolean done;
        private boolean expired;

        private Deadline(Thread worker, Duration time) {
            this.worker = worker;
            this.alarm = timer.schedule(this::expire, time.toMillis(), TimeUnit.MILLISECONDS);
        }

        private synchronized void expire() {
            if (!done) {
                expired = true;
                worker.interrupt();
            }
        }

        /// Whether the worker was interrupted by it.
        synchronized boolean expired() {
            return expired;
        }

        /// The work is done: it will not be interrupted, and no interrupt of ours stays.
        @Override
        public void close() {
            synchronized (this) {
                done = true;
            }
            if (!alarm.cancel(false)) {
                Thread.interrupted();
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
