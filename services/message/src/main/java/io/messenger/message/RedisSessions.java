package io.messenger.message;

import io.messenger.contracts.Registry;
import io.messenger.contracts.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/// Finds the lanes of users in the session registry: one pipelined round trip for a whole batch.
///
/// Used by the emitter's thread alone.
final class RedisSessions {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSessions.class);

    /// A Redis that hangs may hold up a batch once in this time.
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RedisClient redis;
    private final LaneTable lanes = new LaneTable();
    private boolean away;
    private long failedAt;

    RedisSessions(RedisClient redis) {
        this.redis = redis;
    }

    /// The lanes at which each user is connected; users who are nowhere are absent.
    ///
    /// @return empty when the registry cannot be trusted now: then every gateway must be told
    Optional<Map<UserId, Set<Integer>>> lanesOf(Collection<UserId> users) {
        if (users.isEmpty()) {
            return Optional.of(Map.of());
        }
        if (away && System.nanoTime() - failedAt < RETRY.toNanos()) {
            return Optional.empty();
        }
        try {
            Map<UserId, Set<Integer>> found = lookUp(users);
            if (away) {
                LOG.info("Redis answers again");
                away = false;
            }
            return lanes.trusted() ? Optional.of(found) : Optional.empty();
        } catch (JedisException e) {
            if (!away) {
                LOG.warn("Redis does not answer: events go to all gateways ({})", e.toString());
                away = true;
            }
            failedAt = System.nanoTime();
            lanes.disturbed();
            return Optional.empty();
        }
    }

    /// Reads the table of lanes after the sessions, in the same round trip: a lane is leased before
    /// sessions are registered at it, so the table knows the lane of each session that counts.
    private Map<UserId, Set<Integer>> lookUp(Collection<UserId> users) {
        Map<UserId, Response<Map<String, String>>> answers = HashMap.newHashMap(users.size());
        try (Pipeline pipeline = redis.pipelined()) {
            users.forEach(user -> answers.put(user, pipeline.hgetAll(Registry.sessions(user))));
            Response<Map<String, String>> table = pipeline.hgetAll(Registry.LANES);
            Response<List<String>> time = pipeline.time();
            pipeline.sync();
            lanes.take(table.get(), millis(time.get()));
        }
        Map<UserId, Set<Integer>> found = new HashMap<>();
        answers.forEach((user, answer) -> {
            for (String entry : answer.get().values()) {
                Registry.Session.parse(entry)
                        .filter(lanes::alive)
                        .ifPresent(session ->
                                found.computeIfAbsent(user, _ -> new HashSet<>())
                                        .add(session.lane()));
            }
        });
        return found;
    }

    private static long millis(List<String> time) {
        return Long.parseLong(time.get(0)) * 1000 + Long.parseLong(time.get(1)) / 1000;
    }
}
