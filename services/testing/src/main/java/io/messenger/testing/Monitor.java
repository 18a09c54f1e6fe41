package io.messenger.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Guards the state of a test client: threads change it here, and tests wait here for a change,
/// without polling. The first failure is kept, and every later wait ends with it.
final class Monitor {
    /// How long a test waits for something that should happen at once.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private Optional<AssertionError> failure = Optional.empty();

    synchronized void change(Runnable change) {
        try {
            change.run();
        } catch (AssertionError e) {
            fail(e);
        }
        notifyAll();
    }

    synchronized void fail(AssertionError cause) {
        failure = failure.or(() -> Optional.of(cause));
        notifyAll();
    }

    /// Reads the state.
    ///
    /// @throws AssertionError when something failed
    synchronized <T> T read(Supplier<T> reading) {
        rethrow();
        return reading.get();
    }

    /// Tries now and after each change, until something is found.
    ///
    /// @throws AssertionError when something failed, or nothing was found in time: then with the
    ///   sentence of `otherwise`
    synchronized <T> T await(
            Duration within, Supplier<Optional<T>> attempt, Supplier<String> otherwise) {
        long deadline = System.nanoTime() + within.toNanos();
        rethrow();
        Optional<T> found = attempt.get();
        while (found.isEmpty()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("not within " + within + ": " + otherwise.get());
            }
            pause(left);
            rethrow();
            found = attempt.get();
        }
        return found.get();
    }

    /// @throws AssertionError with the first failure, when there was one
    synchronized void rethrow() {
        failure.ifPresent(cause -> {
            throw new AssertionError(cause.getMessage(), cause);
        });
    }

    // The loop around it is its one caller.
    @SuppressWarnings("WaitNotInLoop")
    private synchronized void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
