package io.messenger.platform;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// Limits how often something may happen for one name: a number at once, regained evenly over a
/// window. It counts in the database, so one limit holds over all instances and their restarts.
/// Beside what is limited, such as the tenth of a second that a password takes, that costs nothing.
/// Threads share it.
public final class Attempts {
    private final Database database;
    private final Limit limit;
    private final Clock clock;

    /// What is allowed.
    ///
    /// @param of keeps the names of one limit apart from those of others
    /// @param most how many at once
    /// @param window after which all of them are regained
    /// @param refusal what is told to whoever did it too often
    public record Limit(String of, int most, Duration window, String refusal) {
        /// After how long one is regained.
        Duration cost() {
            Duration cost = window.dividedBy(most);
            return cost.toMillis() < 1 ? Duration.ofMillis(1) : cost;
        }
    }

    /// Counts in the table `attempt` of the database's schema.
    public Attempts(Database database, Limit limit, Clock clock) {
        this.database = database;
        this.limit = limit;
        this.clock = clock;
    }

    /// Does something that may fail; only what is refused as `unauthenticated` counts.
    ///
    /// @throws ApiException `rate_limited` when it failed too often, or as `attempt` does
    public <T> T guard(String name, Supplier<T> attempt) {
        take(name);
        boolean failed = false;
        try {
            return attempt.get();
        } catch (ApiException e) {
            failed = e.code() == ErrorCode.UNAUTHENTICATED;
            throw e;
        } finally {
            if (!failed) {
                database.write(db -> AttemptStore.giveBack(db, key(name), limit.cost()));
            }
        }
    }

    /// Takes one for good.
    ///
    /// @throws ApiException `rate_limited` with the time until there is one
    public void take(String name) {
        AttemptStore.take(database, key(name), limit, clock.instant())
                .ifPresent(wait -> {
                    throw ApiException.later(ErrorCode.RATE_LIMITED, limit.refusal(), wait);
                });
    }

    /// Deletes what has been regained, of all limits that count in this database.
    ///
    /// @return how many names
    public static long forget(Database database, Instant now) {
        return database.write(db -> AttemptStore.forget(db, now));
    }

    private String key(String name) {
        return limit.of() + ":" + name;
    }
}
