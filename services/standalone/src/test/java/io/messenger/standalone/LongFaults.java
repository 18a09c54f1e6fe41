package io.messenger.standalone;

import io.messenger.contracts.Registry;
import io.messenger.contracts.Topics;
import io.messenger.testing.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import redis.clients.jedis.RedisClient;

/// The catalogue of the long run.
final class LongFaults {
    private static final Duration MOMENT = Duration.ofSeconds(2);

    /// Longer than a lease of a lane and than a session of Kafka's groups.
    private static final Duration LONG = Duration.ofSeconds(9);

    private static final int REPEATED = 30;

    private LongFaults() {}

    static List<LongFault> all() {
        return Stream.of(services(), kafka(), postgres(), redis(), clients())
                .flatMap(all -> all)
                .toList();
    }

    private static Stream<LongFault> services() {
        return Stream.of(
                LongFault.of(
                        "gateway killed",
                        (parts, _, random) -> parts.kill(one(parts.gateways(), random))),
                LongFault.of(
                        "message service killed",
                        (parts, _, random) -> parts.kill(one(parts.messages(), random))),
                lone("user service", 0),
                lone("auth service", 1),
                lone("chat service", 2),
                paused("gateway", MOMENT, Parts::gateways),
                paused("gateway", LONG, Parts::gateways),
                paused("message service", MOMENT, Parts::messages),
                paused("message service", LONG, Parts::messages),
                paused("user, auth or chat service", MOMENT, Parts::lone),
                LongFault.of("gateways rolled", (parts, _, _) -> roll(parts, parts.gateways())),
                LongFault.of(
                        "message services rolled", (parts, _, _) -> roll(parts, parts.messages())),
                LongFault.of(
                        "message service came and went",
                        (parts, talk, _) -> {
                            try (Part another = parts.anotherMessageService()) {
                                talk.goesOn(REPEATED);
                                another.end();
                            }
                        }));
    }

    private static LongFault lone(String name, int index) {
        return LongFault.of(
                name + " killed and started",
                (parts, _, _) -> {
                    Part part = parts.lone().get(index);
                    part.kill();
                    parts.start(part);
                });
    }

    private static LongFault paused(
            String name, Duration pause, Function<Parts, List<Part>> which) {
        return LongFault.of(
                "%s stopped for %d s".formatted(name, pause.toSeconds()),
                (parts, _, random) -> one(which.apply(parts), random).pause(pause));
    }

    private static Part one(List<Part> parts, Random random) {
        return parts.get(random.nextInt(parts.size()));
    }

    private static void roll(Parts parts, List<Part> all) throws IOException {
        for (Part part : all) {
            parts.roll(part);
        }
    }

    private static Stream<LongFault> kafka() {
        return Stream.of(
                LongFault.of(
                        "Kafka killed and started",
                        (parts, _, _) -> {
                            parts.stack().kafka().kill();
                            parts.stack().kafka().restart();
                        }),
                LongFault.of("Kafka restarted", (parts, _, _) -> parts.stack().kafka().restart()),
                new LongFault(
                        "Kafka away for 9 s",
                        LongFault.AFTER_AN_OUTAGE,
                        (parts, _, _) -> {
                            parts.stack().kafka().kill();
                            LockSupport.parkNanos(LONG.toNanos());
                            parts.stack().kafka().restart();
                        }),
                LongFault.of("commands came twice", (parts, talk, _) -> repeat(parts, talk)),
                LongFault.of("poison records", (parts, _, random) -> poison(parts, random)));
    }

    /// The last commands once more, as after a produce that seemed to fail.
    private static void repeat(Parts parts, Talk talk) throws Exception {
        String bootstrap = parts.stack().kafkaBootstrap();
        List<ConsumerRecord<byte[], byte[]>> commands;
        try (TestKafka kafka = TestKafka.fromNow(bootstrap, Topics.SEND)) {
            talk.goesOn(REPEATED);
            kafka.await(record -> record.value() != null);
            commands = kafka.all();
        }
        for (ConsumerRecord<byte[], byte[]> command : commands) {
            produce(parts, command.key(), command.value());
        }
    }

    private static void poison(Parts parts, Random random) throws Exception {
        for (String value : List.of("not JSON", "[]", "{}", "{\"op\":\"burn\"}")) {
            byte[] key = new byte[16];
            random.nextBytes(key);
            produce(parts, key, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void produce(Parts parts, byte[] key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", parts.stack().kafkaBootstrap()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.SEND, key, value)).get();
        }
    }

    private static Stream<LongFault> postgres() {
        return Stream.of(
                LongFault.of(
                        "PostgreSQL killed and started",
                        (parts, _, _) -> {
                            parts.stack().postgres().kill();
                            parts.stack().postgres().restart();
                        }),
                LongFault.of(
                        "PostgreSQL restarted",
                        (parts, _, _) -> parts.stack().postgres().restart()),
                LongFault.of(
                        "connections to PostgreSQL ended",
                        (parts, _, _) ->
                                execute(
                                        parts,
                                        """
                                        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                                        WHERE application_name LIKE 'messenger-%'
                                        """)),
                LongFault.of(
                        "PostgreSQL took no writes for 2 s",
                        (parts, _, _) -> {
                            readOnly(parts, true);
                            LockSupport.parkNanos(MOMENT.toNanos());
                            readOnly(parts, false);
                        }),
                LongFault.of(
                        "PostgreSQL slow for 9 s",
                        (parts, _, _) -> slow(parts.database(), Duration.ofMillis(100))),
                LongFault.of(
                        "network to PostgreSQL cut for 2 s",
                        (parts, _, _) -> cut(parts.database())));
    }

    private static void readOnly(Parts parts, boolean on) throws SQLException {
        execute(
                parts,
                "SET default_transaction_read_only = off",
                "ALTER SYSTEM SET default_transaction_read_only = " + (on ? "on" : "off"),
                "SELECT pg_reload_conf()");
    }

    private static void execute(Parts parts, String... sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                parts.stack().jdbcUrl(),
                                parts.stack().user(),
                                parts.stack().password());
                Statement statement = connection.createStatement()) {
            for (String one : sql) {
                statement.execute(one);
            }
        }
    }

    private static void slow(Cable cable, Duration by) {
        cable.slow(by);
        LockSupport.parkNanos(LONG.toNanos());
        cable.slow(Duration.ZERO);
    }

    private static void cut(Cable cable) {
        cable.cut();
        LockSupport.parkNanos(MOMENT.toNanos());
        cable.mend();
    }

    private static Stream<LongFault> redis() {
        return Stream.of(
                LongFault.of(
                        "Redis killed and started",
                        (parts, _, _) -> {
                            parts.stack().redis().kill();
                            parts.stack().redis().restart();
                        }),
                LongFault.of("Redis restarted", (parts, _, _) -> parts.stack().redis().restart()),
                LongFault.of(
                        "Redis emptied", (parts, _, _) -> inRedis(parts, RedisClient::flushAll)),
                LongFault.of(
                        "Redis slow for 9 s",
                        (parts, _, _) -> slow(parts.redis(), Duration.ofMillis(300))),
                LongFault.of("network to Redis cut for 2 s", (parts, _, _) -> cut(parts.redis())),
                LongFault.of("a lane stolen", (parts, _, _) -> inRedis(parts, LongFaults::steal)));
    }

    private static void inRedis(Parts parts, Consumer<RedisClient> deed) {
        try (RedisClient redis = RedisClient.create(URI.create(parts.stack().redisUri()))) {
            deed.accept(redis);
        }
    }

    /// Another gateway that is none leases the lane of one, until the lease runs out.
    private static void steal(RedisClient redis) {
        Map<String, String> lanes = redis.hgetAll(Registry.LANES);
        lanes.forEach((lane, text) ->
                Registry.Lane.parse(text)
                        .filter(Registry.Lane::ready)
                        .map(one ->
                                new Registry.Lane(
                                        "thief", one.epoch() + 1, true, one.expiresAtMs()))
                        .ifPresent(stolen -> redis.hset(Registry.LANES, lane, stolen.encode())));
    }

    private static Stream<LongFault> clients() {
        return Stream.of(
                LongFault.of("all sockets cut three times", (_, talk, _) -> talk.storms(3)),
                LongFault.of("a session revoked", (_, talk, _) -> talk.revokesASession()),
                LongFault.of(
                        "a client that reads nothing",
                        (parts, talk, random) -> {
                            try (RawDevice stuck =
                                    talk.stuck(one(parts.gateways(), random).uri())) {
                                stuck.ping();
                                talk.goesOn(REPEATED);
                            }
                        }));
    }
}
