package io.messenger.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// Tells sockets a minute ahead that their token ends, so that they renew it in time, and has them
/// forget what they needed only at first.
///
/// One virtual thread looks at all sessions in turn.
final class SessionSweep implements AutoCloseable {
    private static final Duration AHEAD = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final LocalSessions sessions;
    private final Clock clock;
    private final Thread thread;

    SessionSweep(LocalSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("session-sweep").start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            Instant now = clock.instant();
            for (Session session : sessions.all()) {
                Duration left = Duration.between(now, session.principal().expiresAt());
                if (left.compareTo(AHEAD) <= 0 && session.firstNotice()) {
                    session.connection().send(Outbound.expiring(left));
                }
                session.settle(now);
            }
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
