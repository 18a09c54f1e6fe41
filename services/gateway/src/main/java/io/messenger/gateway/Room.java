package io.messenger.gateway;

import io.messenger.contracts.ChatId;
import io.messenger.gateway.socket.OutboundFrame;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The sockets here whose users are or were members of one large chat.
///
/// Threads share it.
final class Room {
    private final ChatId chat;
    private final long number;
    private final Map<Session, Span> sockets = new ConcurrentHashMap<>();
    private volatile boolean routed;

    /// @param number tells it from an earlier room of the same chat
    Room(ChatId chat, long number) {
        this.chat = chat;
        this.number = number;
    }

    ChatId chat() {
        return chat;
    }

    long number() {
        return number;
    }

    /// Whether the chat's events are routed to this gateway; else some may have gone elsewhere.
    boolean routed() {
        return routed;
    }

    void markRouted() {
        routed = true;
    }

    /// Has its sockets ask for what may have passed by.
    void askAgain() {
        sockets.keySet().forEach(session -> session.askAgain(chat));
    }

    boolean isEmpty() {
        return sockets.isEmpty();
    }

    /// The socket's user is a member as of `seq`. What is older than what is known is ignored:
    /// records of two partitions may come in either order.
    void enter(Session session, long seq) {
        change(session, seq, Span.from(seq));
    }

    /// The socket's user is a member up to `seq`.
    void leave(Session session, long seq) {
        sockets.computeIfPresent(session, (_, span) -> span.asOf() < seq ? span.until(seq) : span);
    }

    private void change(Session session, long seq, Span next) {
        sockets.merge(session, next, (span, _) -> span.asOf() < seq ? next : span);
    }

    void empty() {
        sockets.clear();
    }

    void remove(Session session) {
        sockets.remove(session);
    }

    /// Whether the socket's user is a member at `seq`, and has not been shown it.
    boolean covers(Session session, long seq) {
        @Nullable Span span = sockets.get(session);
        return span != null && span.covers(seq);
    }

    /// Hands an event to the sockets of those who are members at its seq.
    void deliver(long seq, OutboundFrame frame) {
        sockets.forEach((session, span) -> {
            if (span.covers(seq)) {
                session.deliverLive(frame);
            }
        });
    }
}
