package io.messenger.standalone;

import io.messenger.embedded.LocalStack;
import io.messenger.message.MessageMain;
import io.messenger.proof.judge.Verdict;
import io.messenger.testing.Await;
import io.messenger.testing.ServiceProcess;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import redis.clients.jedis.RedisClient;

/// Kills the parts of the messenger while people talk, and has the judge go through all that they
/// sent, saw acknowledged and received.
///
/// As a program it prints the seed and the verdict, and ends with 1 unless that is clean.
/// Arguments: the seed, to have the same people say the same again.
final class ShortRun {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int MESSAGES = 12;

    /// The floor of the project's goals.
    private static final Duration GATEWAY_BUDGET = Duration.ofSeconds(30);

    private static final Duration DATABASE_BUDGET = Duration.ofSeconds(10);

    private final LocalStack stack = WholeMessenger.shared().stack();

    private ShortRun() {}

    public static void main(String[] args) throws Exception {
        long seed = args.length > 0 ? Long.parseLong(args[0]) : System.nanoTime();
        System.out.println("seed " + seed);
        Verdict verdict = run(seed);
        System.out.println(verdict.clean() ? "clean" : verdict);
        System.exit(verdict.clean() ? 0 : 1);
    }

    static Verdict run(long seed) throws Exception {
        return new ShortRun().judged(seed);
    }

    private Verdict judged(long seed) throws Exception {
        try (GatewayProcess gateway =
                        GatewayProcess.start(Files.createTempFile("gateway-", ".log"), Map.of());
                Balancer door = new Balancer(WholeMessenger.gateway(), gateway.uri());
                Talk talk = new Talk(door.uri(), seed)) {
            talk.goesOn(MESSAGES);
            talk.somebodyComesAndGoes();
            redisForgets(talk);
            messageServiceIsKilled(talk);
            talk.somebodyJoinsWhatIsOpen();
            door.to(WholeMessenger.gateway());
            talk.suffers("gateway killed", GATEWAY_BUDGET, gateway::kill);
            talk.suffers(
                    "PostgreSQL killed",
                    DATABASE_BUDGET,
                    () -> {
                        stack.postgres().kill();
                        stack.postgres().restart();
                    });
            talk.somebodyComesAndGoes();
            return talk.end();
        }
    }

    private void redisForgets(Talk talk) {
        try (RedisClient redis = LaneWatch.redis()) {
            redis.flushAll();
        }
        talk.goesOn(MESSAGES);
        stack.redis().kill();
        stack.redis().restart();
        talk.goesOn(MESSAGES);
        LaneWatch.awaitRouting(talk.everybody());
    }

    private void messageServiceIsKilled(Talk talk) throws Exception {
        Map<String, String> settings =
                Map.of(
                        "server.host", "127.0.0.1",
                        "server.port", "0",
                        "management.port", "0",
                        "database.url", stack.jdbcUrl(),
                        "database.user", stack.user(),
                        "database.password", stack.password(),
                        "kafka.bootstrap", stack.kafkaBootstrap(),
                        "redis.uri", stack.redisUri(),
                        "auth.jwks-uri",
                                WholeMessenger.shared().uri("auth") + "/.well-known/jwks.json");
        try (ServiceProcess service = ServiceProcess.start("message", MessageMain.class, settings);
                Admin kafka = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrap()))) {
            Await.until(
                    "it has a part of the log",
                    PATIENCE,
                    () -> {
                        service.demandAlive();
                        return owners(kafka) == 2;
                    });
            talk.goesOn(MESSAGES);
            service.kill();
            Await.until("its part is the other one's", PATIENCE, () -> owners(kafka) == 1);
            talk.goesOn(MESSAGES);
        }
    }

    private static long owners(Admin kafka) throws Exception {
        return kafka.describeConsumerGroups(Set.of("message")).all().get().values().stream()
                .flatMap(group -> group.members().stream())
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }
}
