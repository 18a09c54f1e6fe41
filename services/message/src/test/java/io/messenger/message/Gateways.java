package io.messenger.message;

import io.messenger.contracts.DeviceId;
import io.messenger.contracts.Registry;
import io.messenger.contracts.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import redis.clients.jedis.RedisClient;

/// What gateways write into the session registry.
final class Gateways {
    /// The lane of the gateway that never gets ready.
    private static final int REGISTERING = 64;

    private static final Duration LONG = Duration.ofHours(1);

    private Gateways() {}

    /// A gateway that is still registering its sockets.
    static void registering(RedisClient redis) {
        lane(redis, REGISTERING, 1, false, LONG);
    }

    static void lane(RedisClient redis, int lane, long epoch, boolean ready, Duration lease) {
        long expires = Instant.now().plus(lease).toEpochMilli();
        redis.hset(
                Registry.LANES,
                Integer.toString(lane),
                new Registry.Lane("gateway-" + lane, epoch, ready, expires).encode());
    }

    static void lane(RedisClient redis, int lane, long epoch, boolean ready) {
        lane(redis, lane, epoch, ready, LONG);
    }

    /// A socket of a user.
    static void session(RedisClient redis, UserId user, int lane, long epoch) {
        DeviceId device = new DeviceId(UUID.randomUUID());
        redis.hset(
                Registry.sessions(user),
                UUID.randomUUID().toString(),
                new Registry.Session(lane, epoch, device, Instant.now()).encode());
    }

    /// Members of a large chat.
    static void interest(RedisClient redis, TestChat chat, int lane, long epoch) {
        redis.hset(
                Registry.channel(chat.id()),
                Integer.toString(lane),
                new Registry.Interest(epoch, 1).encode());
    }

    static void none(RedisClient redis) {
        redis.del(Registry.LANES);
    }
}
