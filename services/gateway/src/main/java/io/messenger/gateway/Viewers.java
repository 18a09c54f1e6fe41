package io.messenger.gateway;

import io.messenger.contracts.UserId;
import io.messenger.gateway.Sights.Pair;
import io.messenger.gateway.socket.OutboundFrame;
import io.messenger.platform.Recurring;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows the presence of people to the sockets that watch them, to each as far as it may see it:
/// who may not is shown everybody as offline, and no change of it. So is who cannot be told about
/// now; it is asked again until somebody answers.
///
/// Threads share it.
final class Viewers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Viewers.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /// So many questions without an answer, and the others wait for the next round.
    private static final int FAILURES = 3;

    private final Watches watches;
    private final Sights sights;
    private final Function<UserId, Optional<PresenceState>> states;
    private final Recurring asking = Recurring.of("ask who may see whom", EVERY, this::askAgain);

    /// Held while a sight is looked at and what follows is queued: who may see somebody no more is
    /// told nothing after that.
    private final Object telling = new Object();

    /// Whom to ask about, and whether the viewer may have been shown them online. Its own lock.
    private final Map<Pair, Boolean> waiting = new LinkedHashMap<>();

    /// @param states what is known of a user's presence
    Viewers(Watches watches, Sights sights, Function<UserId, Optional<PresenceState>> states) {
        this.watches = watches;
        this.sights = sights;
        this.states = states;
    }

    void start() {
        asking.begin();
    }

    /// Shows a change to those who watch the user.
    ///
    /// @param first whether nothing was known of the user before
    void show(UserId user, PresenceState state, boolean first) {
        OutboundFrame seen = Outbound.presence(user, state);
        synchronized (telling) {
            for (Session session : watches.of(user)) {
                switch (sights.of(session.userId(), user)) {
                    case SEEN -> session.connection().send(seen);
                    case HIDDEN -> {
                        if (first) {
                            session.connection().send(offline(user));
                        }
                    }
                    case UNKNOWN -> {
                        // Told by whoever asks about it.
                    }
                }
            }
        }
    }

    /// Tells a socket of those whom it watches, as far as it is known; the rest follows.
    void tell(Session session, Collection<UserId> users) {
        try {
            sights.ask(session.userId(), session.token(), users);
        } catch (IOException e) {
            LOG.debug("nobody tells whom {} may see: {}", session.userId(), e.toString());
        }
        synchronized (telling) {
            for (UserId user : users) {
                if (sights.of(session.userId(), user) == Sight.UNKNOWN) {
                    await(new Pair(session.userId(), user), false);
                }
                send(session, user);
            }
        }
    }

    /// Tells a socket that it watches these no more.
    void hide(Session session, Collection<UserId> users) {
        synchronized (telling) {
            users.forEach(user -> session.connection().send(offline(user)));
        }
    }

    /// Who may see the user has changed.
    void changed(UserId user) {
        List<Pair> pairs =
                watches.of(user).stream()
                        .map(session -> new Pair(session.userId(), user))
                        .distinct()
                        .toList();
        synchronized (telling) {
            sights.forget(pairs).forEach((pair, before) -> await(pair, before == Sight.SEEN));
            sights.forget(user);
        }
        asking.wake();
    }

    /// Whether these may see each other has changed; whoever calls this tells their sockets.
    void changed(UserId one, UserId other) {
        synchronized (telling) {
            Map<Pair, Sight> _ = sights.forget(List.of(new Pair(one, other), new Pair(other, one)));
        }
    }

    private void await(Pair pair, boolean shown) {
        synchronized (waiting) {
            waiting.merge(pair, shown, Boolean::logicalOr);
        }
    }

    private void askAgain() {
        // What was seen until now may not be, so whoever gets no answer is shown nobody.
        sights.forgetOld().stream()
                .filter(pair -> watches.of(pair.user()).stream().anyMatch(of(pair.viewer())))
                .forEach(pair -> await(pair, true));
        int failures = 0;
        for (Map.Entry<UserId, Map<UserId, Boolean>> one : take().entrySet()) {
            if (failures < FAILURES) {
                failures += askAgain(one.getKey(), one.getValue()) ? 0 : 1;
            } else {
                one.getValue().forEach((user, shown) -> await(new Pair(one.getKey(), user), shown));
            }
        }
    }

    private Map<UserId, Map<UserId, Boolean>> take() {
        Map<UserId, Map<UserId, Boolean>> taken = new LinkedHashMap<>();
        synchronized (waiting) {
            waiting.forEach((pair, shown) ->
                    taken.computeIfAbsent(pair.viewer(), _ -> new HashMap<>())
                            .put(pair.user(), shown));
            waiting.clear();
        }
        return taken;
    }

    /// @return whether there was an answer, or nobody to ask for
    private boolean askAgain(UserId viewer, Map<UserId, Boolean> about) {
        Map<UserId, List<Session>> watching = new HashMap<>();
        for (UserId user : about.keySet()) {
            List<Session> sessions = watches.of(user).stream().filter(of(viewer)).toList();
            if (!sessions.isEmpty()) {
                watching.put(user, sessions);
            }
        }
        if (watching.isEmpty()) {
            return true;
        }
        Session any = watching.values().iterator().next().getFirst();
        boolean answered = true;
        try {
            sights.ask(viewer, any.token(), watching.keySet());
        } catch (IOException e) {
            LOG.debug("nobody tells whom {} may see: {}", viewer, e.toString());
            answered = false;
        }
        synchronized (telling) {
            watching.forEach((user, sessions) -> {
                boolean unknown = sights.of(viewer, user) == Sight.UNKNOWN;
                if (unknown) {
                    await(new Pair(viewer, user), false);
                }
                if (!unknown || about.getOrDefault(user, false)) {
                    sessions.forEach(session -> send(session, user));
                }
            });
        }
        return answered;
    }

    private static Predicate<Session> of(UserId viewer) {
        return session -> session.userId().equals(viewer);
    }

    /// With the lock.
    private void send(Session session, UserId user) {
        states.apply(user)
                .ifPresent(state ->
                        session.connection()
                                .sendUnbounded(
                                        sights.of(session.userId(), user) == Sight.SEEN
                                                ? Outbound.presence(user, state)
                                                : offline(user)));
    }

    private static OutboundFrame offline(UserId user) {
        return Outbound.presence(user, PresenceState.OFFLINE);
    }

    @Override
    public void close() {
        asking.close();
    }
}
