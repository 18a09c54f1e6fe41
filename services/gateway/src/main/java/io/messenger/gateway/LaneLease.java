package io.messenger.gateway;

import io.messenger.contracts.Registry;
import io.messenger.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.exceptions.JedisException;

/// Keeps this gateway findable: leases a lane, renews it three times within a lease, and registers
/// everything again when the registry may have forgotten something. Sockets then get `resync`,
/// since events may have passed them by.
///
/// Threads share it: one virtual thread ticks; sockets register themselves by their own threads.
final class LaneLease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LaneLease.class);
    private static final Duration TICK = Registry.LEASE.dividedBy(3);

    private final RedisRegistry registry;
    private final LocalSessions sessions;
    private final DeliveredReader reader;
    private final Thread thread = Thread.ofVirtual().name("lane").unstarted(this::run);
    private volatile RedisRegistry.@Nullable Lane lane;
    private volatile boolean dirty;
    private boolean away;
    private String runId = "";

    LaneLease(RedisRegistry registry, LocalSessions sessions, DeliveredReader reader) {
        this.registry = registry;
        this.sessions = sessions;
        this.reader = reader;
    }

    void start() {
        tick();
        thread.start();
    }

    /// The partition whose records reach this gateway; 0, which reaches all, while there is no
    /// lane.
    int number() {
        RedisRegistry.Lane current = lane;
        return current == null ? 0 : current.number();
    }

    /// Makes a socket findable. When that fails, the next tick registers all of them and tells them
    /// to ask for what passed by.
    void register(Session session) {
        RedisRegistry.Lane current;
        do {
            current = lane;
            if (current == null) {
                // Without a lane everything comes by partition 0, or is asked for after the next
                // lease.
                dirty = true;
                return;
            }
            try {
                registry.register(current, List.of(session));
            } catch (JedisException e) {
                dirty = true;
                return;
            }
            // Leased anew meanwhile: the entry just written may have replaced the new lane's.
        } while (!current.equals(lane));
    }

    void unregister(Session session) {
        try {
            registry.unregister(session);
        } catch (JedisException e) {
            // The entry only costs a record until the lane's epoch ends.
            LOG.debug("a session stays registered: {}", e.toString());
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(TICK);
                tick();
            }
        } catch (InterruptedException e) {
            LOG.debug("the lane is not renewed any more");
        }
    }

    private void tick() {
        try {
            String id = registry.runId();
            dirty |= !runId.isEmpty() && !runId.equals(id);
            runId = id;
            RedisRegistry.Lane current = lane;
            if (current == null || !registry.renew(current, !dirty)) {
                current = leaseAgain();
            }
            if (current != null && dirty) {
                dirty = false;
                registerAll(current);
            }
            if (away) {
                LOG.info("Redis answers again");
                away = false;
            }
        } catch (JedisException e) {
            dirty = true;
            if (!away) {
                LOG.warn("Redis does not answer: {}", e.toString());
                away = true;
            }
        } catch (RuntimeException e) {
            dirty = true;
            LOG.error("the lane could not be renewed", e);
        }
    }

    private RedisRegistry.@Nullable Lane leaseAgain() {
        lane = null;
        dirty = true;
        Optional<RedisRegistry.Lane> leased = registry.lease(Topics.LANES);
        if (leased.isEmpty()) {
            LOG.error("all {} lanes are taken: this gateway gets only broadcasts", Topics.LANES);
            return null;
        }
        reader.readLane(leased.get().number());
        lane = leased.get();
        LOG.info("reads lane {}", leased.get().number());
        return leased.get();
    }

    private void registerAll(RedisRegistry.Lane current) {
        registry.register(current, sessions.all());
        if (!registry.renew(current, true)) {
            lane = null;
            dirty = true;
            return;
        }
        sessions.all().forEach(session -> session.connection().send(Outbound.RESYNC));
    }

    /// Leaves the registry.
    @Override
    public void close() {
        thread.interrupt();
        RedisRegistry.Lane current = lane;
        lane = null;
        if (current != null) {
            try {
                registry.leave(current);
            } catch (JedisException e) {
                LOG.warn("the lane stays leased until it expires: {}", e.toString());
            }
        }
    }
}
