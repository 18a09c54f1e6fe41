package io.messenger.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/// Waits for what nobody announces (a row, a metric): looks every 10 ms, 10 s at most.
public final class Await {
    private Await() {}

    /// Until the condition holds.
    ///
    /// @param what the sentence of the failure, such as "the session is in Redis"
    public static void until(String what, Callable<Boolean> condition) {
        until(what, Duration.ofSeconds(10), condition);
    }

    /// Until the condition holds, with another patience.
    public static void until(String what, Duration within, Callable<Boolean> condition) {
        Awaitility.await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(within)
                .until(condition);
    }

    /// Until the assertions pass; the last failure is the cause when they never do.
    public static void untilAsserted(ThrowingRunnable assertions) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(assertions);
    }
}
