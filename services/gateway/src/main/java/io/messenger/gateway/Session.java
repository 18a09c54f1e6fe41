package io.messenger.gateway;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.CloseCode;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import io.messenger.gateway.socket.Connection;
import io.messenger.gateway.socket.OutboundFrame;
import io.messenger.platform.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// An authenticated socket. While it attaches, live events wait in a buffer; then those that the
/// difference already showed are dropped and the rest goes out, so that no event falls between. Of
/// a chat that it was not shown it gets nothing before the own joining.
///
/// Threads share it: the buffer is guarded by this object, which is never held across I/O.
final class Session {
    /// More events than this during one attach: the device comes back and asks for the difference.
    private static final int MAX_BUFFERED = 10_000;

    /// Events that happened before an attach are all here when it is so long ago.
    private static final Duration SETTLED = Duration.ofSeconds(30);

    private final Connection connection;
    private final Instant since;
    private volatile Principal principal;
    private volatile String token;
    private volatile boolean noticed;
    private volatile @Nullable Inbound inbound;
    private @Nullable List<Waiting> buffer = new ArrayList<>();
    private @Nullable ShownChats shown;
    private boolean resync;

    Session(Connection connection, Principal principal, String token, Instant since) {
        this.connection = connection;
        this.principal = principal;
        this.token = token;
        this.since = since;
    }

    /// An event that came during the attach.
    private record Waiting(Route route, OutboundFrame frame) {}

    Connection connection() {
        return connection;
    }

    ConnId connId() {
        return connection.id();
    }

    UserId userId() {
        return principal.userId();
    }

    DeviceId deviceId() {
        return principal.deviceId();
    }

    Principal principal() {
        return principal;
    }

    /// The access token, for calls to other services in the user's name.
    String token() {
        return token;
    }

    Instant since() {
        return since;
    }

    /// What is remembered of the socket's own commands; made by its thread when it says something.
    Inbound inbound(Supplier<Inbound> fresh) {
        Inbound known = inbound;
        if (known == null) {
            known = fresh.get();
            inbound = known;
        }
        return known;
    }

    /// The log answered one of the socket's commands.
    void answered() {
        Inbound known = inbound;
        if (known != null) {
            known.window().answered();
        }
    }

    void renew(Principal renewed, String renewedToken) {
        principal = renewed;
        token = renewedToken;
        noticed = false;
    }

    /// True once for each token: its end is near and the client shall know.
    boolean firstNotice() {
        boolean first = !noticed;
        noticed = true;
        return first;
    }

    /// Keeps an event of a large chat while it is not known whether it is for this socket.
    void keep(Route route, OutboundFrame frame) {
        synchronized (this) {
            if (buffer != null) {
                buffer(route, frame);
            }
        }
    }

    /// Hands over an event that was kept if the attach is not over.
    void deliverLive(OutboundFrame frame) {
        synchronized (this) {
            if (buffer != null) {
                return;
            }
        }
        connection.send(frame);
    }

    /// Has the device fetch again what it may have missed in a chat.
    void askAgain(ChatId chat) {
        deliver(Route.answer(chat, 0, connId()), Outbound.resync(chat));
    }

    /// Hands over an event, now or after the attach.
    void deliver(Route route, OutboundFrame frame) {
        synchronized (this) {
            if (buffer != null) {
                buffer(route, frame);
                return;
            }
            if (!admits(route, frame)) {
                return;
            }
        }
        connection.send(frame);
    }

    /// Whether the event is of a chat that the socket has, or answers one of its commands.
    private boolean admits(Route route, OutboundFrame frame) {
        return shown == null || connId().equals(route.conn()) || shown.admits(route, frame);
    }

    /// Forgets what only a new socket needs.
    void settle(Instant now) {
        if (now.isAfter(since.plus(SETTLED))) {
            synchronized (this) {
                shown = null;
            }
        }
    }

    private void buffer(Route route, OutboundFrame frame) {
        if (buffer != null && buffer.size() < MAX_BUFFERED) {
            buffer.add(new Waiting(route, frame));
        } else {
            connection.close(CloseCode.RESYNC_NEEDED, "too much happened meanwhile");
        }
    }

    /// Ends the attach: what waited and is above the heads goes out, then `synced`.
    ///
    /// @param heads the last seq of each chat that the device has been shown
    /// @param rooms know who is a member of a large chat
    void live(Map<ChatId, Long> heads, Rooms rooms, OutboundFrame synced) {
        synchronized (this) {
            if (buffer == null) {
                return;
            }
            shown = new ShownChats(userId(), heads.keySet());
            for (Waiting event : buffer) {
                Route route = event.route();
                if (route.toMembers()
                        ? rooms.covers(this, route)
                        : !wasShown(route, heads) && admits(route, event.frame())) {
                    connection.sendUnbounded(event.frame());
                }
            }
            buffer = null;
            connection.sendUnbounded(synced);
            if (resync) {
                connection.send(Outbound.RESYNC);
            }
        }
    }

    /// Has the device ask for what may have passed by, once the attach is over.
    void resync() {
        synchronized (this) {
            if (buffer != null) {
                resync = true;
                return;
            }
        }
        connection.send(Outbound.RESYNC);
    }

    /// Whether the attach is over.
    synchronized boolean isLive() {
        return buffer == null;
    }

    private static boolean wasShown(Route route, Map<ChatId, Long> heads) {
        return route.kind() == Route.Kind.LOG
                && !route.onlyConn()
                && route.chat() != null
                && route.seq() <= heads.getOrDefault(route.chat(), 0L);
    }
}
