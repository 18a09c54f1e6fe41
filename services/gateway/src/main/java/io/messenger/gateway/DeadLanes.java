package io.messenger.gateway;

import io.messenger.contracts.Registry;
import io.messenger.contracts.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/// Those whose gateway died without a word: nobody but the registry knows who they are. The gateway
/// of the lowest living lane looks for them, once for each lease that ran out; when two believe to
/// be that one, both do, which does no harm.
///
/// Used by one thread.
final class DeadLanes {
    /// Users looked up in one round trip.
    private static final int CHUNK = 500;

    private final RedisClient redis;
    private final LaneLease own;

    /// What had run out when it was last looked.
    private Set<Lease> suspected = Set.of();

    DeadLanes(RedisClient redis, LaneLease own) {
        this.redis = redis;
        this.own = own;
    }

    /// Tells of everybody who was at a gateway that has died since the last time, and when its
    /// lease was last renewed, or the socket was registered if that was later. They may be back at
    /// another gateway.
    ///
    /// @throws redis.clients.jedis.exceptions.JedisException when Redis does not answer: next time
    ///   they are all told of
    void tell(BiConsumer<UserId, Instant> gone) {
        Map<Lease, Instant> dead = dead();
        // Twice: after Redis was away all leases have run out, until each gateway leases anew.
        Set<Lease> before = suspected;
        suspected = Set.copyOf(dead.keySet());
        dead.keySet().retainAll(before);
        if (dead.isEmpty()) {
            return;
        }
        ScanParams params = new ScanParams().match(Registry.ALL_SESSIONS).count(CHUNK);
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            ScanResult<String> page = redis.scan(cursor, params);
            tell(page.getResult(), dead, gone);
            cursor = page.getCursor();
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        dead.keySet()
                .forEach(lease ->
                        redis.hset(
                                Registry.TOLD,
                                Integer.toString(lease.lane()),
                                Long.toString(lease.epoch())));
    }

    /// The leases that ran out and were not given back, with their last renewal; none when it is
    /// for another gateway to look.
    private Map<Lease, Instant> dead() {
        Response<Map<String, String>> lanes;
        Response<Map<String, String>> told;
        Response<List<String>> time;
        try (Pipeline pipeline = redis.pipelined()) {
            lanes = pipeline.hgetAll(Registry.LANES);
            told = pipeline.hgetAll(Registry.TOLD);
            time = pipeline.time();
            pipeline.sync();
        }
        long now = Registry.millis(time.get());
        int lowest = Integer.MAX_VALUE;
        Map<Lease, Instant> dead = new HashMap<>();
        for (Map.Entry<String, String> entry : lanes.get().entrySet()) {
            int number = Integer.parseInt(entry.getKey());
            Registry.Lane lane = Registry.Lane.parse(entry.getValue()).orElse(null);
            if (lane == null || lane.gateway().equals(LaneScripts.LEFT)) {
                continue;
            }
            if (lane.expiresAtMs() > now) {
                lowest = Math.min(lowest, number);
            } else if (!Long.toString(lane.epoch()).equals(told.get().get(entry.getKey()))) {
                dead.put(
                        new Lease(number, lane.epoch()),
                        Instant.ofEpochMilli(lane.expiresAtMs()).minus(Registry.LEASE));
            }
        }
        return own.number() == lowest ? dead : new HashMap<>();
    }

    private void tell(
            List<String> keys, Map<Lease, Instant> dead, BiConsumer<UserId, Instant> gone) {
        Map<UserId, Response<List<String>>> sessions = HashMap.newHashMap(keys.size());
        try (Pipeline pipeline = redis.pipelined()) {
            for (String key : keys) {
                Registry.sessionsOf(key).ifPresent(user -> sessions.put(user, pipeline.hvals(key)));
            }
            pipeline.sync();
        }
        sessions.forEach((user, entries) -> {
            for (String entry : entries.get()) {
                Registry.Session.parse(entry)
                        .ifPresent(session -> {
                            Instant at = dead.get(new Lease(session.lane(), session.epoch()));
                            if (at != null) {
                                gone.accept(user, later(at, session.since()));
                            }
                        });
            }
        });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
