package io.messenger.message;

import io.messenger.contracts.Topics;
import io.messenger.platform.Authentication;
import io.messenger.platform.Database;
import io.messenger.platform.HttpServer;
import io.messenger.platform.Kafka;
import io.messenger.platform.KafkaProbe;
import io.messenger.platform.Meters;
import io.messenger.platform.Readiness;
import io.messenger.platform.Recurring;
import io.messenger.platform.Redis;
import io.messenger.platform.RemoteKeys;
import io.messenger.platform.Settings;
import io.messenger.platform.Startup;
import io.messenger.platform.Startup.Step;
import io.messenger.platform.Tokens;
import io.messenger.platform.Tracing;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import redis.clients.jedis.RedisClient;

/// The message service, wired.
public final class MessageApp implements AutoCloseable {
    private final Database database;
    private final RedisClient redis;
    private final RemoteKeys keys;
    private final KafkaProbe probe;
    private final Producer<byte[], byte[]> producer;
    private final SearchFollower search;
    private final Tracing tracing;
    private final LogConsumer consumer;
    private final LogLag lag;
    private final Recurring sweeping;
    private final DeletedChats purging;
    private final Startup startup;
    private final Readiness readiness;
    private final HttpServer server;

    private MessageApp(Settings settings) {
        Kafka kafka = Kafka.of(settings);
        tracing = Tracing.of(settings);
        database = Database.open(settings, "message");
        redis = Redis.open(settings);
        keys = new RemoteKeys(settings.uri("auth.jwks-uri"), Clock.systemUTC());
        probe = kafka.probe();
        producer = kafka.producer();
        search =
                new SearchFollower(
                        new SearchIndexer(database.dataSource()),
                        settings.number("search.percent", 1, 100));
        Meters meters = new Meters();
        LogMeters log = new LogMeters(meters);
        log.searchLag(search::lag);
        Offsets offsets = new Offsets(database.dataSource());
        consumer = consumer(settings, kafka, offsets, log);
        lag = new LogLag(probe, offsets, log);
        sweeping =
                Recurring.of(
                        "forget old operations",
                        Duration.ofHours(1),
                        new OldOperations(database.dataSource())::sweep);
        purging = new DeletedChats(database.dataSource(), settings.duration("deleted.keep"));
        startup =
                Startup.begin(
                        "message",
                        new Step("migrate the schema message", database::migrate),
                        new Step(
                                "create the topics",
                                () ->
                                        kafka.ensure(
                                                Topics.all(
                                                        settings.number(
                                                                "kafka.send-partitions",
                                                                1,
                                                                1000)))),
                        new Step("read the log", consumer::start),
                        new Step("measure the lag", lag::begin),
                        new Step("forget old operations", sweeping::begin),
                        new Step("purge deleted chats", purging::begin),
                        new Step("follow the log with search", search::begin));
        readiness =
                new Readiness()
                        .check("postgresql", database::answers)
                        .check("kafka", probe::answers)
                        .check("log", consumer::healthy);
        server = HttpServer.start(settings, startup, readiness, meters, api(settings)::routing);
    }

    /// Starts it; it becomes ready when PostgreSQL and Kafka are there.
    public static MessageApp start(Settings settings) {
        return new MessageApp(settings);
    }

    private LogConsumer consumer(Settings settings, Kafka kafka, Offsets offsets, LogMeters log) {
        return new LogConsumer(
                kafka.member(settings.required("log.group"), settings.number("log.batch", 1, 5000)),
                new LogEngine(
                        database.dataSource(), settings.number("log.large-above", 1, 1_000_000)),
                new BatchReader(offsets, tracing),
                new Emitter(new Delivery(producer, new RedisSessions(redis)), log),
                new DeadLetters(producer, log),
                log,
                search);
    }

    private Routes api(Settings settings) {
        Tokens tokens =
                new Tokens(
                        keys,
                        settings.required("auth.issuer"),
                        settings.required("auth.audience"),
                        Clock.systemUTC());
        Authentication authentication = new Authentication(tokens);
        Reads reads =
                Reads.of(database.dataSource(), settings.number("database.pool-size", 4, 200));
        return new Routes(
                new MessageApi(authentication, reads),
                new SearchApi(authentication, reads),
                new ReceiptsApi(authentication, reads),
                new InternalApi(authentication, reads, new CommandStore(reads)),
                new AttachMany(tokens, reads));
    }

    /// All of its API.
    private record Routes(
            MessageApi messages,
            SearchApi search,
            ReceiptsApi receipts,
            InternalApi internal,
            AttachMany attaches) {
        void routing(io.helidon.webserver.http.HttpRouting.Builder routing) {
            messages.routing(routing);
            search.routing(routing);
            receipts.routing(routing);
            internal.routing(routing);
            attaches.routing(routing);
        }
    }

    /// The API's port.
    public int port() {
        return server.port();
    }

    /// The port of health and metrics.
    public int managementPort() {
        return server.managementPort();
    }

    /// Whether it does its work now.
    public boolean ready() {
        return startup.done() && readiness.ready();
    }

    @Override
    public void close() {
        startup.close();
        sweeping.close();
        purging.close();
        search.close();
        lag.close();
        consumer.close();
        server.close();
        producer.close(Duration.ofSeconds(5));
        tracing.close();
        probe.close();
        keys.close();
        redis.close();
        database.close();
    }
}
