package io.messenger.gateway;

import io.messenger.contracts.SessionId;
import io.messenger.contracts.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Sessions that ended while access tokens of theirs may still be good, remembered for longer than
/// such a token lives. Threads share it.
final class RevokedSessions {
    /// What the topic keeps, and more than any access token lives.
    static final Duration MEMORY = Topics.revoked().retention();

    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<SessionId, Instant> ended = new ConcurrentHashMap<>();
    private volatile Instant swept;

    RevokedSessions(Clock clock) {
        this.clock = clock;
        this.swept = clock.instant();
    }

    void add(SessionId session) {
        Instant now = clock.instant();
        ended.put(session, now);
        if (swept.plus(EVERY).isBefore(now)) {
            swept = now;
            ended.values().removeIf(at -> at.plus(MEMORY).isBefore(now));
        }
    }

    boolean contains(SessionId session) {
        return ended.containsKey(session);
    }
}
