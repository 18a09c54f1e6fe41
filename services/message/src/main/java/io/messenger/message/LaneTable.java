package io.messenger.message;

import io.messenger.contracts.Registry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/// This instance's copy of the table of lanes, and whether it can be trusted: only a table that was
/// whole for a lease's time shows every gateway, since each renews its lane within that time.
///
/// Used by the consumer's thread alone.
final class LaneTable {
    private static final Duration REFRESH = Duration.ofSeconds(1);

    private final RedisClient redis;
    private Map<Integer, Registry.Lane> lanes = Map.of();
    private long readAt;
    private long disturbedAt;
    private long clockSkewMs;
    private boolean read;

    LaneTable(RedisClient redis) {
        this.redis = redis;
        this.disturbedAt = System.nanoTime();
    }

    /// Reads the table again when the copy is older than a second.
    ///
    /// @throws redis.clients.jedis.exceptions.JedisException when Redis does not answer
    void refresh() {
        if (!read || System.nanoTime() - readAt > REFRESH.toNanos()) {
            readAgain();
        }
    }

    /// Reads the table now: an entry showed a lane that the copy does not know.
    void readAgain() {
        try (Pipeline pipeline = redis.pipelined()) {
            Response<Map<String, String>> table = pipeline.hgetAll(Registry.LANES);
            Response<List<String>> time = pipeline.time();
            pipeline.sync();
            take(parse(table.get()), millis(time.get()));
        }
    }

    private void take(Map<Integer, Registry.Lane> next, long redisMillis) {
        clockSkewMs = redisMillis - System.currentTimeMillis();
        boolean vanished =
                lanes.entrySet().stream()
                        .anyMatch(old ->
                                old.getValue().expiresAtMs() > redisMillis
                                        && !next.containsKey(old.getKey()));
        if (vanished || next.values().stream().anyMatch(lane -> doubtful(lane, redisMillis))) {
            disturbed();
        }
        lanes = next;
        readAt = System.nanoTime();
        read = true;
    }

    /// A gateway that registers its sockets now, or one whose lease ran out lately: it may be cut
    /// off from Redis with living sockets.
    private static boolean doubtful(Registry.Lane lane, long redisMillis) {
        long overdue = redisMillis - lane.expiresAtMs();
        return overdue < 0 ? !lane.ready() : overdue < Registry.SWEEP.toMillis();
    }

    /// Redis did not answer, or what it answered has a hole.
    void disturbed() {
        disturbedAt = System.nanoTime();
        read = false;
    }

    /// Whether everybody who is connected can be found through the registry now.
    boolean trusted() {
        return read && System.nanoTime() - disturbedAt > Registry.LEASE.toNanos();
    }

    /// Whether a session's lane is leased under the session's epoch.
    boolean alive(Registry.Session session) {
        Registry.Lane lane = lanes.get(session.lane());
        return lane != null
                && lane.epoch() == session.epoch()
                && lane.expiresAtMs() > System.currentTimeMillis() + clockSkewMs;
    }

    /// Whether the copy has the session's lane in an older epoch or not at all, so that reading it
    /// again may help.
    boolean unknown(Registry.Session session) {
        Registry.Lane lane = lanes.get(session.lane());
        return lane == null || lane.epoch() < session.epoch();
    }

    private static Map<Integer, Registry.Lane> parse(Map<String, String> table) {
        Map<Integer, Registry.Lane> lanes = new HashMap<>();
        table.forEach((number, entry) ->
                Registry.Lane.parse(entry)
                        .ifPresent(lane -> lanes.put(Integer.valueOf(number), lane)));
        return lanes;
    }

    private static long millis(List<String> time) {
        return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
    }
}
