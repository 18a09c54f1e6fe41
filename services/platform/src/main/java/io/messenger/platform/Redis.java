package io.messenger.platform;

import java.net.URI;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/// How we use Redis: a small pool, and half a second for each answer, since everything goes on
/// without it.
public final class Redis {
    private static final int TIMEOUT_MILLIS = 500;
    private static final int CONNECTIONS = 16;

    private Redis() {}

    /// A client of `redis.uri`; it connects when first used.
    public static RedisClient open(Settings settings) {
        URI uri = settings.uri("redis.uri");
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(java.time.Duration.ofMillis(TIMEOUT_MILLIS));
        pool.setJmxEnabled(false);
        DefaultJedisClientConfig.Builder client =
                DefaultJedisClientConfig.builder()
                        .timeoutMillis(TIMEOUT_MILLIS)
                        .user(JedisURIHelper.getUser(uri))
                        .password(JedisURIHelper.getPassword(uri))
                        .database(JedisURIHelper.getDBIndex(uri))
                        .clientName("messenger-" + settings.service());
        if (JedisURIHelper.isRedisSSLScheme(uri)) {
            client.sslOptions(SslOptions.defaults());
        }
        return RedisClient.builder()
                .hostAndPort(JedisURIHelper.getHostAndPort(uri))
                .clientConfig(client.build())
                .poolConfig(pool)
                .build();
    }

    /// Whether it answers.
    public static boolean answers(RedisClient redis) {
        try {
            return "PONG".equals(redis.ping());
        } catch (JedisException e) {
            return false;
        }
    }
}
