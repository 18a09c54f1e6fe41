package io.messenger.gateway;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.CloseCode;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.Route;
import io.messenger.contracts.SessionId;
import io.messenger.contracts.UserId;
import io.messenger.gateway.socket.OutboundFrame;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The sockets of this gateway, by connection and by user, and the REST calls that wait for an
/// answer of the log like a socket does. Threads share it.
final class LocalSessions {
    /// A device may hold this many sockets for a moment; beyond, the oldest is closed.
    private static final int MAX_PER_DEVICE = 4;

    private final int maxPerUser;
    private final Map<ConnId, Session> byConn = new ConcurrentHashMap<>();
    private final Map<UserId, List<Session>> byUser = new ConcurrentHashMap<>();
    private final Rooms rooms = new Rooms();
    private final Watches watches = new Watches();
    private final Map<ConnId, BiConsumer<Route, byte[]>> waiting = new ConcurrentHashMap<>();
    private final RevokedSessions revoked;

    /// @param maxPerUser how many sockets a user may hold here on all devices; beyond, the oldest
    ///   is closed
    LocalSessions(int maxPerUser, RevokedSessions revoked) {
        this.maxPerUser = maxPerUser;
        this.revoked = revoked;
    }

    Rooms rooms() {
        return rooms;
    }

    Watches watches() {
        return watches;
    }

    /// Indexes a socket. One of a session that has ended is closed.
    void add(Session session) {
        rooms.begin(session);
        byConn.put(session.connId(), session);
        List<Session> all = byUser.merge(session.userId(), List.of(session), LocalSessions::concat);
        List<Session> device =
                all.stream().filter(other -> other.deviceId().equals(session.deviceId())).toList();
        closeBeyond(MAX_PER_DEVICE, device);
        closeBeyond(maxPerUser, all);
        // Looked up after the index has it: a session that ends now is found by one of the two.
        closeIfRevoked(session);
    }

    /// Closes a socket whose token is of a session that has ended.
    void closeIfRevoked(Session session) {
        if (revoked.contains(session.principal().sessionId())) {
            session.connection().close(CloseCode.SESSION_REVOKED, "session ended");
        }
    }

    /// Those that are closing already do not count: a burst would close the same one again and
    /// again.
    private static void closeBeyond(int most, List<Session> sessions) {
        List<Session> open =
                sessions.stream().filter(session -> session.connection().isOpen()).toList();
        if (open.size() > most) {
            open.stream()
                    .min(Comparator.comparing(Session::since))
                    .ifPresent(oldest ->
                            oldest.connection()
                                    .close(CloseCode.TOO_MANY_SOCKETS, "too many sockets"));
        }
    }

    void remove(Session session) {
        byConn.remove(session.connId());
        byUser.computeIfPresent(
                session.userId(),
                (_, all) -> {
                    List<Session> rest = all.stream().filter(other -> other != session).toList();
                    return rest.isEmpty() ? null : rest;
                });
        rooms.remove(session);
    }

    /// Lets a REST call wait for the answer to a command under a connection id of its own.
    void await(ConnId conn, BiConsumer<Route, byte[]> answer) {
        waiting.put(conn, answer);
    }

    void stopWaiting(ConnId conn) {
        waiting.remove(conn);
    }

    /// Hands an event to the sockets of its recipients that are here.
    void deliver(Route route, byte[] frame) {
        ConnId conn = route.conn();
        if (conn != null) {
            BiConsumer<Route, byte[]> call = waiting.get(conn);
            if (call != null) {
                call.accept(route, frame);
            }
        }
        Session asking = conn == null ? null : byConn.get(conn);
        if (asking != null) {
            asking.answered();
        }
        if (route.onlyConn()) {
            if (asking != null) {
                asking.deliver(route, encode(route, frame));
            }
            return;
        }
        Optional<Joined> joined = rooms.learn(route, this::of);
        if (route.ends() && route.chat() != null) {
            unwatch(route.chat(), route.users());
        }
        if (route.toMembers()) {
            rooms.deliver(route, () -> encode(route, frame));
            return;
        }
        OutboundFrame encoded = null;
        for (UserId user : route.users()) {
            for (Session session : of(user)) {
                if (encoded == null) {
                    encoded = encode(route, frame);
                }
                session.deliver(route, encoded);
            }
        }
        joined.ifPresent(rooms::settle);
    }

    private static OutboundFrame encode(Route route, byte[] frame) {
        return switch (route.kind()) {
            case LOG -> OutboundFrame.log(frame);
            case STATE -> OutboundFrame.state(frame, new StateKey(route.chat(), route.seq()));
            case EPHEMERAL -> OutboundFrame.ephemeral(frame);
        };
    }

    /// What a later state replaces.
    private record StateKey(@Nullable ChatId chat, long key) {}

    /// How many sockets of sessions are so.
    long count(Predicate<Session> so) {
        return byConn.values().stream().filter(so).count();
    }

    /// Their sockets are told no more who types there, and who is online.
    private void unwatch(ChatId chat, List<UserId> users) {
        users.forEach(user -> of(user).forEach(session -> watches.leave(session, chat)));
    }

    /// The sockets of a user.
    List<Session> of(UserId user) {
        return byUser.getOrDefault(user, List.of());
    }

    /// Events have passed this gateway by: all sockets ask for them.
    void missed() {
        rooms.doubt();
        all().forEach(Session::resync);
    }

    boolean has(Session session) {
        return byConn.containsKey(session.connId());
    }

    Collection<Session> all() {
        return byConn.values();
    }

    /// Sends a frame to all sockets of a user.
    void toUser(UserId user, OutboundFrame frame) {
        of(user).forEach(session -> session.connection().send(frame));
    }

    /// Closes the sockets of a session that has ended, and those that it opens with the tokens it
    /// still has.
    void revoke(UserId user, SessionId sessionId) {
        revoked.add(sessionId);
        of(user).forEach(this::closeIfRevoked);
    }

    private static List<Session> concat(List<Session> some, List<Session> more) {
        return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
    }
}
