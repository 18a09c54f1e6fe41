package io.messenger.gateway.limits;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// The commands of one connection that have no answer yet. Who takes a place when there is none
/// waits, and reads nothing more meanwhile. An answer may get lost, so when even the newest command
/// is older than the patience, all of them are given up; one that comes twice lets one more in.
///
/// Threads share it: the connection's own takes places, those that bring answers give them back.
public final class Window {
    /// Clients send again what has no answer after this time.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final int places;
    private final LongSupplier nanos;
    private final LongConsumer answerTime;
    private int taken;
    private long newest;

    /// @param nanos the clock, as `System::nanoTime`
    /// @param answerTime told how many nanoseconds an answer took, where it can be known: when it
    ///   was the only one that was waited for
    public Window(int places, LongSupplier nanos, LongConsumer answerTime) {
        this.places = places;
        this.nanos = nanos;
        this.answerTime = answerTime;
    }

    /// Takes a place, waiting for one at most until all are given up.
    public synchronized void take() throws InterruptedException {
        while (taken >= places) {
            long left = newest + PATIENCE.toNanos() - nanos.getAsLong();
            if (left <= 0) {
                taken = 0;
            } else {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        }
        taken++;
        newest = nanos.getAsLong();
    }

    /// An answer came.
    public void answered() {
        long took = -1;
        synchronized (this) {
            if (taken == 1) {
                took = nanos.getAsLong() - newest;
            }
            if (taken > 0) {
                taken--;
                notifyAll();
            }
        }
        if (took >= 0) {
            answerTime.accept(took);
        }
    }

    /// A command will not be answered: it went nowhere.
    public synchronized void withdraw() {
        if (taken > 0) {
            taken--;
        }
    }

    /// Commands without an answer.
    public synchronized int unanswered() {
        return taken;
    }
}
