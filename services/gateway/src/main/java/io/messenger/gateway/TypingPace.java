package io.messenger.gateway;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import io.messenger.platform.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How often somebody's typing is shown. Threads share it.
final class TypingPace implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final Duration SWEEP = Duration.ofSeconds(30);

    private final Clock clock;
    private final Map<Typist, Typed> typed = new ConcurrentHashMap<>();
    private final Recurring sweeping = Recurring.of("forget who typed", SWEEP, this::sweep);

    TypingPace(Clock clock) {
        this.clock = clock;
    }

    private record Typist(UserId user, ChatId chat) {}

    private record Typed(Instant at, boolean on) {}

    void start() {
        sweeping.begin();
    }

    /// Beginning counts once in three seconds, stopping once after a beginning.
    boolean takes(UserId user, ChatId chat, boolean on) {
        Instant now = clock.instant();
        Typist typist = new Typist(user, chat);
        Typed before = typed.get(typist);
        if (before == null) {
            return on && typed.putIfAbsent(typist, new Typed(now, true)) == null;
        }
        boolean takes = on ? !before.at().plus(EVERY).isAfter(now) : before.on();
        return takes && typed.replace(typist, before, new Typed(on ? now : before.at(), on));
    }

    private void sweep() {
        Instant old = clock.instant().minus(SWEEP);
        typed.values().removeIf(last -> last.at().isBefore(old));
    }

    @Override
    public void close() {
        sweeping.close();
    }
}
