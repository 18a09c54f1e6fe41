package io.messenger.gateway;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Registry;
import io.messenger.contracts.UserId;
import io.messenger.gateway.socket.OutboundFrame;
import io.messenger.platform.Recurring;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What is known of the people who are watched here, and the telling of it: from what gateways
/// publish, and from the registry when somebody is watched for the first time, after Redis was
/// away, and when a gateway died without a word.
///
/// Threads share it.
final class Presence implements PubSub.Listener {
    private static final Duration EVERY = Duration.ofSeconds(2);

    /// Users looked up in one round trip.
    private static final int CHUNK = 500;

    private final Watches watches;
    private final RedisPresence redis;
    private final Viewers viewers;
    private final Recurring reading = Recurring.of("look who is online", EVERY, this::read);
    private final Map<UserId, Known> known = new ConcurrentHashMap<>();
    private final Set<UserId> unread = ConcurrentHashMap.newKeySet();

    // Of the reading thread alone.
    private Set<Lease> live = Set.of();
    private boolean lost;

    Presence(Watches watches, RedisPresence redis, Sights sights) {
        this.watches = watches;
        this.redis = redis;
        this.viewers = new Viewers(watches, sights, this::state);
    }

    /// Compared by identity: what was learned later is another one.
    private static final class Known {
        private final PresenceState state;

        Known(PresenceState state) {
            this.state = state;
        }
    }

    void start() {
        reading.begin();
        viewers.start();
    }

    /// Those who are shown it.
    Viewers viewers() {
        return viewers;
    }

    private Optional<PresenceState> state(UserId user) {
        return Optional.ofNullable(known.get(user)).map(one -> one.state);
    }

    @Override
    public void subscribed(String subject) {
        Registry.presenceOf(subject)
                .ifPresent(user -> {
                    unread.add(user);
                    reading.wake();
                });
    }

    @Override
    public void unsubscribed(String subject) {
        Registry.presenceOf(subject).ifPresent(known::remove);
    }

    @Override
    public void heard(String subject, String message) {
        Optional<UserId> user = Registry.presenceOf(subject);
        if (user.isPresent()) {
            PresenceState.parse(message).ifPresent(state -> learn(user.get(), state));
        } else {
            Registry.typingIn(subject)
                    .ifPresent(
                            chat -> Typing.parse(message).ifPresent(typing -> show(chat, typing)));
        }
    }

    private void learn(UserId user, PresenceState state) {
        Known before = known.put(user, new Known(state));
        if (before == null || before.state.online() != state.online()) {
            viewers.show(user, state, before == null);
        }
    }

    /// Shown to those who watch the chat, but on none of the writer's own devices.
    private void show(ChatId chat, Typing typing) {
        OutboundFrame frame = Outbound.typing(chat, typing);
        for (Session session : watches.of(chat)) {
            if (!session.userId().equals(typing.user())) {
                session.connection().send(frame);
            }
        }
    }

    /// Looks up whoever is to be; everybody when a lease is gone that was there before.
    private void read() {
        if (unread.isEmpty() && watches.isEmpty()) {
            live = Set.of();
            return;
        }
        do {
            List<UserId> users = unread.stream().limit(CHUNK).toList();
            Map<UserId, Optional<Known>> before = new HashMap<>();
            users.forEach(user -> before.put(user, Optional.ofNullable(known.get(user))));
            Optional<Look> look = redis.look(users);
            if (look.isEmpty()) {
                return;
            }
            users.forEach(unread::remove);
            before.forEach((user, then) ->
                    found(user, then.orElse(null), look.get().online().contains(user)));
            notice(look.get().live());
        } while (!unread.isEmpty());
    }

    /// A lease must be missing twice: an emptied registry is filled again meanwhile.
    private void notice(Set<Lease> now) {
        if (now.containsAll(live)) {
            live = now;
            lost = false;
        } else if (lost) {
            live = now;
            lost = false;
            unread.addAll(watches.users());
        } else {
            lost = true;
        }
    }

    private void found(UserId user, @Nullable Known before, boolean online) {
        PresenceState state = online ? PresenceState.ONLINE : PresenceState.OFFLINE;
        if (before != null && before.state.online() == online) {
            return;
        }
        Known after = new Known(state);
        boolean newest =
                before == null
                        ? known.putIfAbsent(user, after) == null
                        : known.replace(user, before, after);
        if (newest) {
            viewers.show(user, state, before == null);
        }
    }

    void close() {
        viewers.close();
        reading.close();
    }
}
