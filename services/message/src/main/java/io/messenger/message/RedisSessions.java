package io.messenger.message;

import io.messenger.contracts.ChatId;
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

/// Finds the lanes of users and of large chats in the session registry: one pipelined round trip
/// for a whole batch.
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

    /// Where these users are connected, and these large chats have members.
    ///
    /// @return empty when the registry cannot be trusted now: then every gateway must be told
    Optional<Online> lookUp(Collection<UserId> users, Collection<ChatId> channels) {
        if (users.isEmpty() && channels.isEmpty()) {
            return Optional.of(new Online(Map.of(), Map.of()));
        }
        if (away && System.nanoTime() - failedAt < RETRY.toNanos()) {
            return Optional.empty();
        }
        try {
            Online found = read(users, channels);
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
    private Online read(Collection<UserId> users, Collection<ChatId> channels) {
        Map<UserId, Response<Map<String, String>>> sessions = HashMap.newHashMap(users.size());
        Map<ChatId, Response<Map<String, String>>> interests = HashMap.newHashMap(channels.size());
        try (Pipeline pipeline = redis.pipelined()) {
            users.forEach(user -> sessions.put(user, pipeline.hgetAll(Registry.sessions(user))));
            channels.forEach(chat -> interests.put(chat, pipeline.hgetAll(Registry.channel(chat))));
            Response<Map<String, String>> table = pipeline.hgetAll(Registry.LANES);
            Response<List<String>> time = pipeline.time();
            pipeline.sync();
            lanes.take(table.get(), Registry.millis(time.get()));
        }
        Map<UserId, Set<Integer>> online = new HashMap<>();
        sessions.forEach((user, answer) -> {
            for (String entry : answer.get().values()) {
                Registry.Session.parse(entry)
                        .filter(session -> lanes.alive(session.lane(), session.epoch()))
                        .ifPresent(session ->
                                online.computeIfAbsent(user, _ -> new HashSet<>())
                                        .add(session.lane()));
            }
        });
        Map<ChatId, Set<Integer>> interested = new HashMap<>();
        interests.forEach((chat, answer) -> interested.put(chat, lanes.interested(answer.get())));
        return new Online(online, interested);
    }
}
