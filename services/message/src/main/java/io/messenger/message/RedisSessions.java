package io.messenger.message;

import io.messenger.contracts.Registry;
import io.messenger.contracts.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
/// Used by the consumer's thread alone.
final class RedisSessions {
    private static final Logger LOG = LoggerFactory.getLogger(RedisSessions.class);

    private final RedisClient redis;
    private final LaneTable lanes;
    private boolean away;

    RedisSessions(RedisClient redis) {
        this.redis = redis;
        this.lanes = new LaneTable(redis);
    }

    /// The lanes at which each user is connected; users who are nowhere are absent.
    ///
    /// @return empty when the registry cannot be trusted now: then every gateway must be told
    Optional<Map<UserId, Set<Integer>>> lanesOf(Collection<UserId> users) {
        try {
            lanes.refresh();
            if (!lanes.trusted()) {
                return Optional.empty();
            }
            Map<UserId, Set<Integer>> found = lookUp(users);
            if (away) {
                LOG.info("Redis answers again: events go to lanes");
                away = false;
            }
            return lanes.trusted() ? Optional.of(found) : Optional.empty();
        } catch (JedisException e) {
            if (!away) {
                LOG.warn("Redis does not answer: events go to all gateways ({})", e.toString());
                away = true;
            }
            lanes.disturbed();
            return Optional.empty();
        }
    }

    private Map<UserId, Set<Integer>> lookUp(Collection<UserId> users) {
        Map<UserId, Response<Map<String, String>>> answers = HashMap.newHashMap(users.size());
        try (Pipeline pipeline = redis.pipelined()) {
            users.forEach(user ->
                    answers.computeIfAbsent(user, id -> pipeline.hgetAll(Registry.sessions(id))));
            pipeline.sync();
        }
        Map<UserId, Set<Integer>> found = new HashMap<>();
        answers.forEach((user, answer) -> {
            for (String entry : answer.get().values()) {
                Registry.Session.parse(entry)
                        .filter(this::alive)
                        .ifPresent(session -> add(found, user, session.lane()));
            }
        });
        return found;
    }

    private static void add(Map<UserId, Set<Integer>> found, UserId user, int lane) {
        found.computeIfAbsent(user, _ -> new HashSet<>()).add(lane);
    }

    private boolean alive(Registry.Session session) {
        if (lanes.unknown(session)) {
            lanes.readAgain();
        }
        return lanes.alive(session);
    }
}
