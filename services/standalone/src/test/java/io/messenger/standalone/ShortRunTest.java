package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.embedded.LocalStack;
import io.messenger.message.MessageMain;
import io.messenger.proof.judge.Verdict;
import io.messenger.testing.Await;
import io.messenger.testing.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/// The parts of the messenger are killed while people talk, and the judge goes through all that
/// they sent, saw acknowledged and received. A failure prints the seed.
class ShortRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int MESSAGES = 12;

    @TempDir private Path folder;

    private final LocalStack stack = WholeMessenger.shared().stack();

    @Test
    void everyPromiseIsKeptWhileItsPartsAreKilled() throws Exception {
        long seed = System.nanoTime();
        try (GatewayProcess gateway =
                        GatewayProcess.start(folder.resolve("gateway.log"), Map.of());
                Balancer door = new Balancer(WholeMessenger.gateway(), gateway.uri());
                Talk talk = new Talk(door.uri(), seed)) {
            talk.goesOn(MESSAGES);
            talk.somebodyComesAndGoes();
            redisForgets(talk);
            messageServiceIsKilled(talk);
            door.to(WholeMessenger.gateway());
            gateway.kill();
            talk.goesOn(MESSAGES);
            stack.postgres().kill();
            stack.postgres().restart();
            talk.goesOn(MESSAGES);
            talk.somebodyComesAndGoes();

            Verdict verdict = talk.end();
            assertThat(verdict.toString()).as("seed %d", seed).isEmpty();
            assertThat(talk.said()).as("messages").isGreaterThan(200);
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
