package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.CommandWriter;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.embedded.LocalStack;
import io.messenger.platform.Kafka;
import io.messenger.platform.Settings;
import io.messenger.testing.Await;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestIssuer;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.core.ConditionTimeoutException;
import redis.clients.jedis.RedisClient;

/// The message service on real PostgreSQL, Kafka and Redis, shared by all tests of a run: they keep
/// apart by chats of their own. A test that breaks something mends it again.
final class World {
    static final LocalStack STACK = LocalStack.throwAway();

    /// The consumer group of the service.
    static final String GROUP = "message";

    /// The most members of a channel that is not large.
    static final int LARGE_ABOVE = 8;

    private static final Duration START = Duration.ofSeconds(60);

    /// Ten seconds each, when the broker does not answer.
    private static final int TRIES = 5;

    private static final World SHARED = new World();

    private final Clock clock = Clock.systemUTC();
    private final IdSource ids = new IdSource(clock, new SecureRandom());
    private final TestIssuer issuer = new TestIssuer();
    private final Kafka kafka = new Kafka(STACK.kafkaBootstrap(), "test");
    private final Producer<byte[], byte[]> producer = kafka.producer();
    private MessageApp app;
    private boolean running = true;

    private World() {
        try {
            kafka.ensure(Topics.all(12));
        } catch (Exception e) {
            throw new IllegalStateException("no topics", e);
        }
        try (RedisClient redis = redis()) {
            // A gateway that registers its sockets: until it is ready, events go to all gateways.
            Gateways.registering(redis);
        }
        app = startApp(Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> app.close(), "close-app"));
    }

    /// Whole, whatever the test before left: one that failed in the middle may have stopped it.
    static World shared() {
        Traffic.endAny();
        if (!SHARED.running) {
            SHARED.startAgain();
        }
        return SHARED;
    }

    /// One more instance of the service; whoever starts it closes it.
    MessageApp startApp(Map<String, String> more) {
        MessageApp started = MessageApp.start(settings(more));
        try {
            Await.until("the message service is ready", START, started::ready);
        } catch (ConditionTimeoutException e) {
            started.close();
            throw e;
        }
        return started;
    }

    private Settings settings(Map<String, String> more) {
        return Settings.load("message", Map.of(), overrides(more));
    }

    /// The database as it is reached through a link.
    static String jdbcUrl(Link link) {
        return STACK.jdbcUrl()
                .replace(":" + STACK.postgres().port() + "/", ":" + link.port() + "/");
    }

    /// The settings of an instance, also for one in a process of its own.
    Map<String, String> overrides(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("server.host", "127.0.0.1");
        settings.put("server.port", "0");
        settings.put("management.port", "0");
        settings.put("database.url", STACK.jdbcUrl());
        settings.put("database.user", STACK.user());
        settings.put("database.password", STACK.password());
        settings.put("kafka.bootstrap", STACK.kafkaBootstrap());
        settings.put("redis.uri", STACK.redisUri());
        settings.put("auth.jwks-uri", issuer.jwksUri().toString());
        settings.put("log.large-above", Integer.toString(LARGE_ABOVE));
        settings.putAll(more);
        return settings;
    }

    /// The instance that all tests use.
    MessageApp app() {
        return app;
    }

    /// Closes the shared instance, if it runs; [#startAgain] must follow.
    void stop() {
        if (running) {
            running = false;
            app.close();
        }
    }

    void startAgain() {
        startAgain(Map.of());
    }

    /// With other settings, until [#stop].
    void startAgain(Map<String, String> more) {
        stop();
        app = startApp(more);
        running = true;
    }

    void restart() {
        startAgain();
    }

    UserId user() {
        return new UserId(ids.next());
    }

    IdSource ids() {
        return ids;
    }

    Clock clock() {
        return clock;
    }

    /// A client of the API without a token.
    OpenApiClient anonymous() {
        return OpenApiClient.of(URI.create("http://127.0.0.1:" + app.port()), "message");
    }

    TestIssuer issuer() {
        return issuer;
    }

    OpenApiClient as(UserId user) {
        return anonymous().as(issuer.token(user));
    }

    /// Puts a command at the end of the log; while the broker is away, again and again like a
    /// client.
    Sent send(Command command) {
        byte[] value = CommandWriter.bytes(command);
        for (int tries = 1; ; tries++) {
            try {
                return new Sent(command, sendRaw(CommandWriter.key(command.chatId()), value));
            } catch (IllegalStateException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /// Puts any bytes at the end of the log.
    RecordMetadata sendRaw(byte[] key, byte @org.jspecify.annotations.Nullable [] value) {
        try {
            return producer.send(new ProducerRecord<>(Topics.SEND, key, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("the command did not get into the log", e);
        }
    }

    /// Waits until the log has gone past a record and everything it caused is emitted.
    static void settled(RecordMetadata record) {
        Await.until(
                "the log is past " + record,
                Duration.ofSeconds(60),
                () -> GroupOffsets.committed(record.partition()) > record.offset());
    }

    Connection database() throws SQLException {
        return DriverManager.getConnection(
                STACK.jdbcUrl() + "?currentSchema=message", STACK.user(), STACK.password());
    }

    RedisClient redis() {
        return RedisClient.create(STACK.redisUri());
    }

    ChatId chatId() {
        return new ChatId(ids.next());
    }
}
