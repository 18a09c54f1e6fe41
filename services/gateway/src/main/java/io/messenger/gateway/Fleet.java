package io.messenger.gateway;

import io.messenger.contracts.Registry;
import io.messenger.gateway.RedisRegistry.Lane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/// The gateways that take sockets now, and how many each has: in the hash [Registry#OPEN] beside
/// the table of lanes. Threads share it.
final class Fleet {
    private final RedisClient redis;

    Fleet(RedisClient redis) {
        this.redis = redis;
    }

    /// Publishes how many sockets this gateway has.
    void publish(Lane lane, int open) {
        redis.hset(
                Registry.OPEN,
                Integer.toString(lane.number()),
                new Registry.Open(lane.epoch(), open).encode());
    }

    /// Takes this gateway out: it takes no more sockets.
    void withdraw(Lane lane) {
        redis.hdel(Registry.OPEN, Integer.toString(lane.number()));
    }

    /// The open sockets by lane, of those gateways that are ready and have published it.
    Map<Integer, Integer> open() {
        Response<Map<String, String>> lanes;
        Response<Map<String, String>> published;
        Response<List<String>> time;
        try (Pipeline pipeline = redis.pipelined()) {
            lanes = pipeline.hgetAll(Registry.LANES);
            published = pipeline.hgetAll(Registry.OPEN);
            time = pipeline.time();
            pipeline.sync();
        }
        long now = Registry.millis(time.get());
        Map<Integer, Integer> open = new HashMap<>();
        published
                .get()
                .forEach((lane, entry) ->
                        Registry.Open.parse(entry)
                                .filter(one -> ready(lanes.get().get(lane), one.epoch(), now))
                                .ifPresent(one -> open.put(Integer.parseInt(lane), one.count())));
        return open;
    }

    /// Whether there is another gateway to go to; true when nobody knows.
    boolean hasOthers(@Nullable Lane lane) {
        try {
            int own = lane == null ? 0 : lane.number();
            return open().keySet().stream().anyMatch(number -> number != own);
        } catch (JedisException e) {
            return true;
        }
    }

    private static boolean ready(@Nullable String entry, long epoch, long now) {
        return Optional.ofNullable(entry)
                .flatMap(Registry.Lane::parse)
                .filter(lane -> lane.ready() && lane.carries(epoch, now))
                .isPresent();
    }
}
