package io.messenger.gateway;

import io.messenger.contracts.ChatId;
import io.messenger.platform.Recurring;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Takes what devices have received into the log, at most once a second for a socket: what comes
/// sooner waits, and only the highest seq of each chat counts. Nothing is lost when the socket
/// ends.
///
/// Threads share it.
final class ReceivedPointers implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(250);

    private final Sending sending;
    private final Map<Session, Waiting> sockets = new ConcurrentHashMap<>();
    private final Recurring flushing = Recurring.of("pass received pointers on", TICK, this::flush);

    ReceivedPointers(Sending sending) {
        this.sending = sending;
    }

    /// What waits for one socket; changed within the map's own steps alone.
    private static final class Waiting {
        private final Map<ChatId, Long> cursors = new HashMap<>();
        private long passedAt = System.nanoTime() - EVERY.toNanos();

        private boolean due() {
            return System.nanoTime() - passedAt >= EVERY.toNanos();
        }

        private void drainTo(Map<ChatId, Long> taken) {
            taken.putAll(cursors);
            cursors.clear();
            passedAt = System.nanoTime();
        }
    }

    void start() {
        flushing.begin();
    }

    /// A device has received these chats up to these seqs.
    void received(Session session, Map<ChatId, Long> cursors) {
        Map<ChatId, Long> taken = new HashMap<>();
        sockets.compute(
                session,
                (_, known) -> {
                    Waiting waiting = known == null ? new Waiting() : known;
                    cursors.forEach((chat, seq) -> waiting.cursors.merge(chat, seq, Math::max));
                    if (waiting.due()) {
                        waiting.drainTo(taken);
                    }
                    return waiting;
                });
        pass(session, taken);
    }

    private void flush() {
        for (Session session : sockets.keySet()) {
            Map<ChatId, Long> taken = new HashMap<>();
            sockets.computeIfPresent(
                    session,
                    (_, waiting) -> {
                        if (!waiting.due()) {
                            return waiting;
                        }
                        waiting.drainTo(taken);
                        return taken.isEmpty() ? null : waiting;
                    });
            pass(session, taken);
        }
    }

    /// The socket is gone.
    void left(Session session) {
        Waiting waiting = sockets.remove(session);
        if (waiting != null) {
            pass(session, waiting.cursors);
        }
    }

    private void pass(Session session, Map<ChatId, Long> cursors) {
        cursors.forEach((chat, seq) -> sending.received(session, chat, seq));
    }

    @Override
    public void close() {
        flushing.close();
    }
}
