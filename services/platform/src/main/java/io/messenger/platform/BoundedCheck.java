package io.messenger.platform;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// A question that may throw or hang, and then has failed: after two seconds.
record BoundedCheck(BooleanSupplier question) {
    private static final long LIMIT_SECONDS = 2;

    /// Asks on a thread of its own, so that a check that hangs costs the caller no more than the
    /// limit and is ended by interruption.
    boolean passes() {
        FutureTask<Boolean> answer = new FutureTask<>(question::getAsBoolean);
        Thread.ofVirtual().name("readiness").start(answer);
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            answer.cancel(true);
        }
    }
}
