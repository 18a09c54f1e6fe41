package io.messenger.auth;

import io.messenger.platform.Attempts;
import io.messenger.platform.Database;
import io.messenger.platform.Recurring;
import java.time.Clock;
import java.time.Duration;

/// Deletes in the background what nobody asks for any more.
final class Tidying implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final Recurring attempts;
    private final Recurring sessions;

    Tidying(Database database, Sessions idle, Clock clock) {
        attempts =
                Recurring.of(
                        "forget regained attempts",
                        EVERY,
                        () -> Attempts.forget(database, clock.instant()));
        sessions = Recurring.of("forget idle sessions", EVERY, idle::forgetIdle);
    }

    void begin() {
        attempts.begin();
        sessions.begin();
    }

    @Override
    public void close() {
        attempts.close();
        sessions.close();
    }
}
