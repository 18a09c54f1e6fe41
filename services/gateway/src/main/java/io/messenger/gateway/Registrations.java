package io.messenger.gateway;

import io.messenger.gateway.RedisRegistry.Lane;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// The entries of this gateway's sockets in the registry. Those that come and go at the same moment
/// share a round trip. While Redis does not answer nobody waits for it: who could not be registered
/// is remembered, and asks for what may have passed by.
///
/// Threads share it.
final class Registrations {
    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

    /// Changes in one round trip.
    private static final int MOST = 500;

    /// Sockets that ended while Redis was away; more of them stay until their lane's epoch ends.
    private static final int MAX_LEFT = 100_000;

    /// After a failure Redis is left alone for this time.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RedisRegistry registry;
    private final Runnable failed;
    private final Gathering<RedisRegistry.Change> changes;
    private final Set<Session> left = ConcurrentHashMap.newKeySet();
    private final Set<Session> missing = ConcurrentHashMap.newKeySet();
    private volatile long failedAt = System.nanoTime() - PAUSE.toNanos();

    /// @param failed told of each time that Redis did not answer
    Registrations(RedisRegistry registry, Runnable failed) {
        this.registry = registry;
        this.failed = failed;
        this.changes = new Gathering<>("registrations", 1, MOST, this::write);
    }

    /// Makes a socket findable at a lane, or remembers that it is not.
    void put(Lane lane, Session session) throws InterruptedException {
        if (resting()) {
            missing.add(session);
            return;
        }
        try {
            changes.join(new RedisRegistry.Change(session, lane));
        } catch (JedisException e) {
            missing.add(session);
        }
    }

    /// Remembers a socket that came while there was no lane.
    void miss(Session session) {
        missing.add(session);
    }

    /// Takes a socket out, some time soon: an entry that stays costs a record, and shows its user
    /// online.
    void remove(Session session) {
        missing.remove(session);
        if (resting()) {
            leave(session);
        } else {
            changes.add(new RedisRegistry.Change(session, null));
        }
    }

    /// Whether nothing waits to be taken out.
    boolean settled() {
        return left.isEmpty();
    }

    private void leave(Session session) {
        if (left.size() < MAX_LEFT) {
            left.add(session);
        }
    }

    /// Takes out what could not be taken out before.
    ///
    /// @throws JedisException when Redis does not answer
    void removeLeft() {
        List<Session> late = List.copyOf(left);
        registry.write(
                late.stream().map(session -> new RedisRegistry.Change(session, null)).toList());
        left.removeAll(Set.copyOf(late));
    }

    /// Registers all of them at a lane.
    ///
    /// @throws JedisException when Redis does not answer
    void putAll(Lane lane, Collection<Session> sessions) {
        registry.write(
                sessions.stream().map(session -> new RedisRegistry.Change(session, lane)).toList());
        missing.removeAll(Set.copyOf(sessions));
        // Closed meanwhile: the entry just written may have followed its removal.
        sessions.stream().filter(session -> !session.connection().isOpen()).forEach(this::remove);
    }

    /// Registers those that could not be before, and has them ask for what passed by.
    void putMissing(Lane lane) {
        List<Session> late = List.copyOf(missing);
        if (!late.isEmpty()) {
            putAll(lane, late);
            late.forEach(Session::resync);
        }
    }

    /// Has all that nobody finds through the registry ask for what passed by.
    void resyncMissing() {
        missing.forEach(Session::resync);
    }

    private boolean resting() {
        return System.nanoTime() - failedAt < PAUSE.toNanos();
    }

    private void write(List<RedisRegistry.Change> batch) {
        try {
            registry.write(batch);
        } catch (JedisException e) {
            failedAt = System.nanoTime();
            failed.run();
            batch.stream()
                    .filter(change -> change.lane() == null)
                    .forEach(change -> leave(change.session()));
            LOG.debug("{} changes of the registry failed: {}", batch.size(), e.toString());
            throw e;
        }
    }
}
