package io.messenger.gateway;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// One piece of work of the thread that makes this: it is interrupted when it takes too long. The
/// timer's thread and the worker share it.
final class Deadline implements AutoCloseable {
    private final Thread worker = Thread.currentThread();
    private final Future<?> alarm;
    private boolean done;
    private boolean expired;

    Deadline(ScheduledExecutorService timer, Duration time) {
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
