package io.messenger.gateway;

import io.messenger.contracts.Registry;
import io.messenger.contracts.Topics;
import io.messenger.gateway.RedisRegistry.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
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

    /// So long after the last renewal of a lease events still go to all gateways.
    private static final Duration COVERED = Registry.SWEEP.plus(Registry.LEASE.dividedBy(2));

    private static final Duration TICK = Registry.LEASE.dividedBy(3);

    private final RedisRegistry registry;
    private final Registrations registrations;
    private final LocalSessions sessions;
    private final DeliveredReader reader;
    private final Duration refresh;
    private final Thread thread = Thread.ofVirtual().name("lane").unstarted(this::run);
    private volatile @Nullable Lane lane;
    private volatile boolean dirty;
    private final LongAdder redisErrors = new LongAdder();
    private boolean away;
    private String runId = "";
    private volatile long renewedAt = System.nanoTime();
    private long refreshedAt = System.nanoTime();

    /// @param refresh how often the entries of living sockets are prolonged
    LaneLease(
            RedisRegistry registry,
            LocalSessions sessions,
            DeliveredReader reader,
            Duration refresh) {
        this.registry = registry;
        this.registrations = new Registrations(registry, redisErrors::increment);
        this.sessions = sessions;
        this.reader = reader;
        this.refresh = refresh;
    }

    /// How often Redis did not answer.
    long redisErrors() {
        return redisErrors.sum();
    }

    /// How long ago it last had a lane for sure.
    Duration sinceRenewed() {
        return Duration.ofNanos(System.nanoTime() - renewedAt);
    }

    void start() {
        tick();
        thread.start();
    }

    /// The partition whose records reach this gateway; 0, which reaches all, while there is no
    /// lane.
    int number() {
        Lane current = lane;
        return current == null ? 0 : current.number();
    }

    /// The lane, if there is one now.
    @Nullable Lane current() {
        return lane;
    }

    /// Makes a socket findable. When that fails, each tick tells it to ask for what passed by,
    /// until one has registered it.
    void register(Session session) throws InterruptedException {
        Lane current;
        do {
            current = lane;
            if (current == null) {
                registrations.miss(session);
                return;
            }
            registrations.put(current, session);
            // Leased anew meanwhile: the entry just written may have replaced the new lane's.
        } while (!current.equals(lane));
    }

    /// Has the events of a large chat routed here. When that fails, the next tick does it and tells
    /// its sockets to ask for what passed by.
    ///
    /// @return whether they are routed here from now on
    boolean register(Room room) {
        Lane current;
        do {
            current = lane;
            if (current == null) {
                return false;
            }
            try {
                registry.registerRooms(current, List.of(room));
            } catch (JedisException e) {
                return false;
            }
        } while (!current.equals(lane));
        room.markRouted();
        return true;
    }

    void unregister(Room room) {
        Lane current = lane;
        try {
            if (current != null) {
                registry.unregister(current, room);
            }
        } catch (JedisException e) {
            LOG.debug("the interest in a chat stays registered: {}", e.toString());
        }
    }

    void unregister(Session session) {
        registrations.remove(session);
    }

    /// Whether no entry is left of a socket that has ended.
    boolean settled() {
        return registrations.settled();
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
            renew();
            if (away) {
                LOG.info("Redis answers again");
                away = false;
            }
        } catch (JedisException e) {
            redisErrors.increment();
            dirty = true;
            if (System.nanoTime() - renewedAt < Registry.LEASE.plus(TICK).toNanos()) {
                // Until the lease has run out events are routed as if all sockets were registered.
                registrations.resyncMissing();
                sessions.rooms().unrouted().forEach(Room::askAgain);
            }
            if (!away) {
                LOG.warn("Redis does not answer: {}", e.toString());
                away = true;
            }
        } catch (RuntimeException e) {
            dirty = true;
            LOG.error("the lane could not be renewed", e);
        }
    }

    private void renew() {
        String id = registry.runId();
        dirty |= !runId.isEmpty() && !runId.equals(id);
        runId = id;
        Lane current = lane;
        if (current == null || !registry.renew(current, !dirty)) {
            current = leaseAgain();
        }
        if (current == null) {
            return;
        }
        if (System.nanoTime() - renewedAt > COVERED.toNanos()) {
            sessions.rooms().doubt();
        }
        renewedAt = System.nanoTime();
        if (dirty) {
            dirty = false;
            registerAll(current);
        } else {
            registrations.putMissing(current);
            route(current, sessions.rooms().unrouted());
        }
        registrations.removeLeft();
        if (System.nanoTime() - refreshedAt > refresh.toNanos()) {
            refreshedAt = System.nanoTime();
            registry.refresh(sessions.all());
        }
    }

    private @Nullable Lane leaseAgain() {
        lane = null;
        dirty = true;
        Optional<Lane> leased = registry.lease(Topics.LANES);
        if (leased.isEmpty()) {
            LOG.error("all {} lanes are taken: this gateway gets only broadcasts", Topics.LANES);
            return null;
        }
        reader.readLane(leased.get().number());
        lane = leased.get();
        LOG.info("reads lane {}", leased.get().number());
        return leased.get();
    }

    private void registerAll(Lane current) {
        registrations.putAll(current, sessions.all());
        registry.refresh(sessions.all());
        List<Room> rooms = List.copyOf(sessions.rooms().all());
        registry.registerRooms(current, rooms);
        if (!registry.renew(current, true)) {
            lane = null;
            dirty = true;
            return;
        }
        rooms.forEach(Room::markRouted);
        sessions.all().forEach(Session::resync);
    }

    /// Large chats whose interest could not be told before.
    private void route(Lane current, List<Room> rooms) {
        registry.registerRooms(current, rooms);
        rooms.forEach(Room::markRouted);
        rooms.forEach(Room::askAgain);
    }

    /// Leaves the registry.
    @Override
    public void close() {
        thread.interrupt();
        Lane current = lane;
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
