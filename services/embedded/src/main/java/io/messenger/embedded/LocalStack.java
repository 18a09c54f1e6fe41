package io.messenger.embedded;

import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// PostgreSQL, Kafka and Redis, running: started in parallel, listening on 127.0.0.1 only, dying
/// with this process.
///
/// Where the system cannot tie a child's life to ours, the next start on the same folder finds the
/// orphans and stops them. Two stacks on one machine need two folders; the second on the same
/// folder is refused.
public final class LocalStack implements AutoCloseable {
    private final DataFolder folder;
    private final LocalPostgres postgres;
    private final LocalKafka kafka;
    private final LocalRedis redis;

    private LocalStack(
            DataFolder folder, LocalPostgres postgres, LocalKafka kafka, LocalRedis redis) {
        this.folder = folder;
        this.postgres = postgres;
        this.kafka = kafka;
        this.redis = redis;
    }

    /// Returns when all three answer.
    ///
    /// @throws StackException when one cannot start; then nothing is left running
    public static LocalStack start(StackOptions options) {
        return start(options, Tools.onPath());
    }

    static LocalStack start(StackOptions options, Tools tools) {
        DataFolder folder = DataFolder.open(options.folder(), options.throwAway());
        Starts starts = new Starts(options.progress());
        try {
            Cache cache = Cache.ofThisUser();
            Supplier<LocalPostgres> postgres =
                    starts.begin(
                            "PostgreSQL", () -> LocalPostgres.start(folder, options, tools, cache));
            Supplier<LocalKafka> kafka =
                    starts.begin("Kafka", () -> LocalKafka.start(folder, options, tools, cache));
            Supplier<LocalRedis> redis =
                    starts.begin("Redis", () -> LocalRedis.start(folder, options, tools, cache));
            starts.join();
            return new LocalStack(folder, postgres.get(), kafka.get(), redis.get());
        } catch (RuntimeException failure) {
            starts.undo();
            folder.close();
            throw failure;
        }
    }

    /// A stack for tests: a temporary folder, free ports, not durable. It ends at [#close] or with
    /// this virtual machine, whichever is first, and then its folder is deleted; folders of killed
    /// runs are deleted by the next.
    public static LocalStack throwAway() {
        Path folder = DataFolder.temporary();
        LocalStack stack = start(StackOptions.keptIn(folder).thrownAway());
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "throw-away-stack"));
        return stack;
    }

    /// `jdbc:postgresql://127.0.0.1:…/messenger`
    public String jdbcUrl() {
        return postgres.jdbcUrl();
    }

    /// The owner of the database and superuser of this PostgreSQL.
    public String user() {
        return LocalPostgres.USER;
    }

    /// Random, made with the data folder and kept in it.
    public String password() {
        return postgres.password();
    }

    /// `127.0.0.1:…`, without encryption or login.
    public String kafkaBootstrap() {
        return "127.0.0.1:" + kafka.port();
    }

    /// `redis://127.0.0.1:…`
    public String redisUri() {
        return "redis://127.0.0.1:" + redis.port();
    }

    public LocalPostgres postgres() {
        return postgres;
    }

    public LocalKafka kafka() {
        return kafka;
    }

    public LocalRedis redis() {
        return redis;
    }

    /// Stops the three in parallel and frees the folder; a second call is a no-op.
    @Override
    public synchronized void close() {
        try (var stops = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.<LocalPart>of(postgres, kafka, redis).forEach(part -> stops.execute(part::stop));
        }
        folder.close();
    }
}
