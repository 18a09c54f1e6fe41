package io.messenger.auth;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Limits how often something may fail for one name or address: a number at once, regained evenly
/// over a window. It counts in memory, so each replica counts for itself and a restart forgets.
///
/// Threads share it; the lock is held for a look into a map.
final class Attempts {
    /// The most names remembered; beyond, the one unused for longest is forgotten.
    private static final int MOST = 100_000;

    private final long windowMillis;
    private final long costMillis;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /// For each name, when all of its attempts will be regained, in Unix milliseconds.
    private final Map<String, Long> regainedAt =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > MOST || eldest.getValue() <= clock.millis();
                }
            };

    /// @param most how many may fail at once
    /// @param window after which all of them are regained
    Attempts(int most, Duration window, Clock clock) {
        this.windowMillis = window.toMillis();
        this.costMillis = Math.max(1, windowMillis / most);
        this.clock = clock;
    }

    /// Takes an attempt; [#giveBack] returns it when it did not fail.
    ///
    /// @throws ApiException `rate_limited` with the time until there is one
    void take(String name) {
        lock.lock();
        try {
            long now = clock.millis();
            long after = Math.max(now, regainedAt.getOrDefault(name, 0L)) + costMillis;
            long wait = after - windowMillis - now;
            if (wait > 0) {
                throw ApiException.later(
                        ErrorCode.RATE_LIMITED,
                        "Too many failed attempts.",
                        Duration.ofMillis(wait));
            }
            regainedAt.put(name, after);
        } finally {
            lock.unlock();
        }
    }

    /// Returns an attempt that was taken.
    void giveBack(String name) {
        lock.lock();
        try {
            regainedAt.computeIfPresent(name, (_, at) -> at - costMillis);
        } finally {
            lock.unlock();
        }
    }
}
