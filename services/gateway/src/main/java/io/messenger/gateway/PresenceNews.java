package io.messenger.gateway;

import io.messenger.contracts.UserId;
import io.messenger.platform.Recurring;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Publishes who comes and who goes here, and who went because their gateway died. Whoever goes has
/// some seconds to come back, here or at another gateway, before anybody is told.
///
/// Threads share it; the lock guards the queues and is never held across I/O.
final class PresenceNews {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /// Longer than gateways take to lease anew once Redis is back.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /// What is beyond is not published; watchers learn it when they watch again.
    private static final int MAX_WAITING = 200_000;

    private static final int CHUNK = 500;

    private final RedisPresence redis;
    private final LastSeenLog lastSeen;
    private final Clock clock;
    private final Duration grace;
    private final Recurring publishing = Recurring.of("publish presence", EVERY, this::publish);
    private final Recurring looking;
    private final Set<UserId> come = new HashSet<>();
    private final Queue<Gone> gone = new ArrayDeque<>();

    /// @param grace how long whoever goes may take to come back
    PresenceNews(
            RedisPresence redis,
            DeadLanes dead,
            LastSeenLog lastSeen,
            Clock clock,
            Duration grace) {
        this.looking =
                Recurring.of("look for dead gateways", LOOK_EVERY, () -> dead.tell(this::left));
        this.redis = redis;
        this.lastSeen = lastSeen;
        this.clock = clock;
        this.grace = grace;
    }

    private record Gone(UserId user, Instant at) {}

    void start() {
        publishing.begin();
        looking.begin();
    }

    /// A socket of the user is registered.
    void arrived(UserId user) {
        synchronized (this) {
            if (come.size() < MAX_WAITING) {
                come.add(user);
            }
        }
        publishing.wake();
    }

    /// A socket of the user is gone; perhaps there are others.
    void left(UserId user) {
        left(user, clock.instant());
    }

    private synchronized void left(UserId user, Instant at) {
        if (gone.size() < MAX_WAITING) {
            gone.add(new Gone(user, at));
        }
    }

    private void publish() {
        Map<UserId, PresenceState> online = new HashMap<>();
        takeCome().forEach(user -> online.put(user, PresenceState.ONLINE));
        if (!online.isEmpty()) {
            redis.publish(online);
        }
        List<Gone> due = peekDue();
        while (!due.isEmpty()) {
            Optional<Look> look = redis.look(due.stream().map(Gone::user).distinct().toList());
            if (look.isEmpty()) {
                return;
            }
            Map<UserId, PresenceState> offline = new HashMap<>();
            for (Gone one : due) {
                if (!look.get().online().contains(one.user())) {
                    offline.put(one.user(), PresenceState.offline(one.at()));
                    lastSeen.append(one.user(), one.at());
                }
            }
            if (!offline.isEmpty()) {
                redis.publish(offline);
            }
            drop(due.size());
            due = peekDue();
        }
    }

    private synchronized Set<UserId> takeCome() {
        Set<UserId> taken = Set.copyOf(come);
        come.clear();
        return taken;
    }

    private synchronized List<Gone> peekDue() {
        Instant before = clock.instant().minus(grace);
        List<Gone> due = new ArrayList<>();
        for (Gone one : gone) {
            if (one.at().isAfter(before) || due.size() == CHUNK) {
                break;
            }
            due.add(one);
        }
        return due;
    }

    private synchronized void drop(int count) {
        for (int i = 0; i < count; i++) {
            @Nullable Gone _ = gone.poll();
        }
    }

    /// Keeps when those were seen who went in the last seconds.
    void close() {
        looking.close();
        publishing.close();
        synchronized (this) {
            gone.forEach(one -> lastSeen.append(one.user(), one.at()));
            gone.clear();
        }
    }
}
