package io.messenger.gateway;

import io.messenger.contracts.CloseCode;
import io.messenger.gateway.socket.Connections;
import io.messenger.gateway.socket.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves the sockets of a gateway that ends to the others, without a gap: each is asked to open a
/// new socket first, at a pace that the others can bear, while this gateway goes on serving. Who is
/// still here at the end of the window is closed with 1012.
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Refusal LEAVING =
            Refusal.unavailable("This gateway ends; another one is there", Duration.ofSeconds(1));

    /// The part of the window in which the hints go out; the rest is for those who move late.
    private static final double HINTS = 0.6;

    /// The part of the window over which the rest is closed.
    private static final double CLOSING = 0.1;

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration JITTER = Duration.ofSeconds(1);

    private final Duration window;
    private final LocalSessions sessions;
    private final Connections connections;
    private final BooleanSupplier others;
    private volatile boolean begun;

    /// @param window how long it may take in all
    /// @param others whether there is a gateway to go to
    Drain(
            Duration window,
            LocalSessions sessions,
            Connections connections,
            BooleanSupplier others) {
        this.window = window;
        this.sessions = sessions;
        this.connections = connections;
        this.others = others;
    }

    /// Whether this gateway is about to end.
    boolean begun() {
        return begun;
    }

    /// Returns when no socket is left, or all that are left are told to close.
    void run() {
        begun = true;
        connections.refuseNew(LEAVING);
        int count = connections.count();
        if (count == 0 || !others.getAsBoolean()) {
            // Nobody to move, or nowhere to go: waiting would help nobody.
            return;
        }
        LOG.info("{} sockets are asked to move within {}", count, window);
        long start = System.nanoTime();
        try {
            move(start, start + part(1 - CLOSING));
            LOG.info(
                    "{} of them moved in {} ms",
                    count - connections.count(),
                    (System.nanoTime() - start) / 1_000_000);
            if (connections.count() > 0) {
                connections.closeAll(CloseCode.RESTART, "restart", Duration.ofNanos(part(CLOSING)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Asks everybody, later also those who were still attaching before.
    private void move(long start, long end) throws InterruptedException {
        Set<Session> asked = new HashSet<>();
        do {
            List<Session> round = new ArrayList<>(sessions.all());
            round.removeIf(session -> !session.isLive() || !asked.add(session));
            Collections.shuffle(round, ThreadLocalRandom.current());
            ask(round, start, end);
        } while (System.nanoTime() - end < 0 && !connections.awaitNone(LOOK));
    }

    private void ask(List<Session> round, long start, long end) throws InterruptedException {
        long pace = round.isEmpty() ? 0 : part(HINTS) / round.size();
        for (int i = 0; i < round.size(); i++) {
            // Late rounds have nothing to wait for.
            TimeUnit.NANOSECONDS.sleep(start + pace * i - System.nanoTime());
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            long most = Math.min(JITTER.toMillis(), left.toMillis() / 4);
            Duration after = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
            round.get(i).connection().send(Outbound.reconnect(after, left, "drain"));
        }
    }

    private long part(double share) {
        return (long) (window.toNanos() * share);
    }
}
