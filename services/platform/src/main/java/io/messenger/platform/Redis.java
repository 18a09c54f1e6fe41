package io.messenger.platform;

import java.net.URI;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisProtocol;
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
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setMaxWait(java.time.Duration.ofMillis(TIMEOUT_MILLIS));
        pool.setJmxEnabled(false);
        URI uri = settings.uri("redis.uri");
        return RedisClient.builder()
                .hostAndPort(JedisURIHelper.getHostAndPort(uri))
                .clientConfig(config(settings, uri).build())
                .poolConfig(pool)
                .build();
    }

    /// One connection to `redis.uri` that belongs to no pool, to subscribe with.
    ///
    /// @throws JedisException when Redis does not answer
    public static Connection connect(Settings settings) {
        URI uri = settings.uri("redis.uri");
        // Subscribed by RESP3, jedis takes the answer to a ping for a broken protocol.
        JedisClientConfig client = config(settings, uri).protocol(RedisProtocol.RESP2).build();
        return new Connection(JedisURIHelper.getHostAndPort(uri), client);
    }

    private static DefaultJedisClientConfig.Builder config(Settings settings, URI uri) {
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
        return client;
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
