package io.messenger.gateway;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;

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
        return new Deadline(timer, time);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
