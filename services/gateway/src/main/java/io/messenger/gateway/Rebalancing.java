package io.messenger.gateway;

import io.messenger.gateway.RedisRegistry.Lane;
import io.messenger.gateway.socket.Connections;
import io.messenger.platform.Recurring;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// Spreads sockets over gateways that came later: one that holds a fifth more than the mean of all
/// asks its oldest sockets to move, at a pace, until it is near the mean. Where they go is the load
/// balancer's choice, and who does not move stays.
final class Rebalancing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rebalancing.class);
    private static final Duration ROUND = Duration.ofSeconds(5);

    /// Begins above this share of the mean, and ends below the other.
    private static final double BEGIN = 1.2;

    private static final double END = 1.05;

    /// Fewer are not worth the handshakes.
    private static final int LEAST = 20;

    /// Whoever is asked counts as gone for this time, and is not asked again in it.
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /// Whoever went since it was asked may be missing in what the others published last: one round
    /// to go, one to be published, and one for clocks that do not tick together.
    private static final Duration UNPUBLISHED = ROUND.multipliedBy(3);

    private final Fleet fleet;
    private final LaneLease lane;
    private final LocalSessions sessions;
    private final Connections connections;
    private final int most;
    private final Map<Session, Long> asked = new ConcurrentHashMap<>();
    private final Recurring rounds;
    private boolean shedding;

    /// @param perSecond how many sockets are asked in a second at most; 0 for none
    Rebalancing(
            Fleet fleet,
            LaneLease lane,
            LocalSessions sessions,
            Connections connections,
            int perSecond) {
        this.fleet = fleet;
        this.lane = lane;
        this.sessions = sessions;
        this.connections = connections;
        this.most = perSecond * (int) ROUND.toSeconds();
        this.rounds = Recurring.of("spread the sockets", ROUND, this::round);
    }

    void begin() {
        rounds.begin();
    }

    /// Publishes how many sockets are here, and asks some to move when these are too many.
    private void round() {
        Lane own = lane.current();
        if (own == null) {
            return;
        }
        fleet.publish(own, connections.count());
        Collection<Integer> all = fleet.open().values();
        forget();
        int gone = (int) asked.keySet().stream().filter(one -> !open(one)).count();
        int here = connections.count() - (asked.size() - gone);
        double mean =
                all.isEmpty()
                        ? here
                        : (double) (all.stream().mapToInt(Integer::intValue).sum() + gone)
                                / all.size();
        double bound = mean * (shedding ? END : BEGIN);
        int excess = (int) (here - mean);
        if (all.size() > 1 && here > bound && (shedding || excess >= LEAST)) {
            shedding = true;
            ask(Math.min(excess, most));
        } else {
            // Who went just now may be counted twice: the mean is sure when nobody is on their way.
            shedding &= !asked.isEmpty();
        }
    }

    private void ask(int count) {
        Iterator<Session> oldest =
                sessions.all().stream()
                        .filter(session -> session.isLive() && !asked.containsKey(session))
                        .sorted(Comparator.comparing(Session::since))
                        .limit(count)
                        .iterator();
        while (oldest.hasNext()) {
            Session session = oldest.next();
            asked.put(session, System.nanoTime());
            Duration after =
                    Duration.ofMillis(ThreadLocalRandom.current().nextLong(ROUND.toMillis()));
            session.connection().send(Outbound.reconnect(after, DEADLINE, "rebalance"));
        }
    }

    private void forget() {
        long now = System.nanoTime();
        asked.entrySet()
                .removeIf(entry ->
                        now - entry.getValue()
                                > (open(entry.getKey()) ? DEADLINE : UNPUBLISHED).toNanos());
    }

    private static boolean open(Session session) {
        return session.connection().isOpen();
    }

    /// Has the others no longer reckon with this gateway.
    @Override
    public void close() {
        rounds.close();
        Lane own = lane.current();
        if (own != null) {
            try {
                fleet.withdraw(own);
            } catch (JedisException e) {
                LOG.debug("the others reckon with this gateway: {}", e.toString());
            }
        }
    }
}
