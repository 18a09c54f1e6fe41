package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Registry;
import io.messenger.embedded.LocalRedis;
import io.messenger.testing.Account;
import io.messenger.testing.Await;
import io.messenger.testing.TestDevice;
import io.messenger.testing.TestSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/// Whatever happens to Redis, everybody gets everything, and events find their lanes again.
class RegistryFaultsTest {
    private static final Duration WITHIN = Duration.ofSeconds(40);

    @TempDir private Path folder;

    private final LocalRedis redis = WholeMessenger.shared().stack().redis();

    @Test
    void afterARestartThatForgotEverythingAsAnEmptyReplicaHas() throws Exception {
        try (AnotherGateway second = AnotherGateway.start();
                Balancer door = new Balancer(WholeMessenger.gateway(), second.uri());
                Crowd crowd = new Crowd(door.uri(), 4)) {
            crowd.hear(20);
            redis.restart();
            crowd.hear(50);
            LaneWatch.awaitRouting(crowd.chat());
            crowd.hear(20);
            crowd.finish();
        }
    }

    @Test
    void whileItIsAwayAndDevicesAttachMeanwhile() throws Exception {
        try (AnotherGateway second = AnotherGateway.start();
                Balancer door = new Balancer(WholeMessenger.gateway(), second.uri());
                Crowd crowd = new Crowd(door.uri(), 4)) {
            crowd.hear(20);
            redis.kill();
            crowd.hear(20);
            crowd.devices().forEach(TestDevice::cut);
            crowd.hear(50);
            redis.restart();
            LaneWatch.awaitRouting(crowd.chat());
            crowd.hear(20);
            crowd.finish();
        }
    }

    @Test
    void whenItIsAwayAsAGatewayStarts() throws Exception {
        redis.kill();
        try (AnotherGateway second = AnotherGateway.start();
                Balancer door = new Balancer(second.uri(), WholeMessenger.gateway());
                Crowd crowd = new Crowd(door.uri(), 4)) {
            crowd.hear(20);
            redis.restart();
            LaneWatch.awaitRouting(crowd.chat());
            crowd.hear(20);
            crowd.finish();
        }
    }

    @Test
    void whenItIsTooSlowForOneOfTheGateways() throws Exception {
        URI real = URI.create(WholeMessenger.shared().stack().redisUri());
        try (Cable cable = new Cable(real);
                AnotherGateway slow =
                        AnotherGateway.start(
                                Map.of("redis.uri", "redis://" + cable.uri().getAuthority()));
                Balancer door = new Balancer(WholeMessenger.gateway(), slow.uri());
                Crowd crowd = new Crowd(door.uri(), 4)) {
            crowd.hear(20);
            cable.slow(Duration.ofMillis(300));
            crowd.devices().forEach(TestDevice::cut);
            LaneWatch.awaitLapsed(Duration.ofSeconds(20));
            crowd.hear(50);
            cable.slow(Duration.ZERO);
            LaneWatch.awaitRouting(crowd.chat());
            crowd.hear(20);
            crowd.finish();
        }
    }

    @Test
    void whenItIsAwayForOneOfTheGatewaysAlone() throws Exception {
        URI real = URI.create(WholeMessenger.shared().stack().redisUri());
        try (Cable cable = new Cable(real);
                AnotherGateway alone =
                        AnotherGateway.start(
                                Map.of("redis.uri", "redis://" + cable.uri().getAuthority()));
                Balancer door = new Balancer(alone.uri(), WholeMessenger.gateway());
                Crowd crowd = new Crowd(door.uri(), 4)) {
            crowd.hear(20);
            cable.cut();
            LaneWatch.awaitLapsed(Duration.ofSeconds(20));
            Await.until("it sees it", Duration.ofSeconds(60), () -> !alone.app().ready());
            door.to(WholeMessenger.gateway());
            crowd.hear(50);
            cable.mend();
            Await.until("it takes part again", Duration.ofSeconds(20), alone.app()::ready);
            door.to(alone.uri());
            crowd.devices().forEach(TestDevice::cut);
            crowd.hear(20);
            crowd.finish();
        }
    }

    @Test
    void entriesAreProlongedWhileTheirGatewayLivesAndDoNotStayForEver() {
        Account anna = WholeMessenger.accounts().create("anna");
        String key = Registry.sessions(anna.userId());
        try (GatewayProcess gateway =
                        GatewayProcess.start(
                                folder.resolve("short.log"), Map.of("registry.keep", "PT6S"));
                TestSocket socket = TestSocket.attach(gateway.uri(), anna, Map.of());
                RedisClient client = LaneWatch.redis()) {
            Await.until("it ages", () -> client.pttl(key) < 4_700);
            Await.until("it is prolonged", () -> client.pttl(key) > 5_000);
            socket.send(Map.of("t", "ping"));
            socket.awaitType("pong");
            gateway.kill();
            Await.until("it is gone", () -> !client.exists(key));
        }
    }

    @Test
    void whoWasAtAGatewayThatDiedWasLastSeenThen() {
        Account anna = WholeMessenger.accounts().create("anna");
        Account boris = WholeMessenger.accounts().create("boris");
        Account carl = WholeMessenger.accounts().create("carl");
        ChatId chat = WholeMessenger.group(boris, anna, carl);
        try (GatewayProcess dying = GatewayProcess.start(folder.resolve("s.log"), Map.of());
                TestSocket a = TestSocket.attach(dying.uri(), anna, Map.of());
                TestSocket b = TestSocket.attach(WholeMessenger.gateway(), boris, Map.of());
                TestSocket c = TestSocket.attach(dying.uri(), carl, Map.of())) {
            b.send(Map.of("t", "watch", "id", "w", "chat_ids", List.of(chat)));
            b.await(frame -> tells(frame, anna, true), WITHIN);
            b.await(frame -> tells(frame, carl, true), WITHIN);
            Instant before = Instant.now();
            dying.kill();
            Instant after = Instant.now();
            a.awaitClose();
            c.awaitClose();
            try (TestSocket again = TestSocket.attach(WholeMessenger.gateway(), carl, Map.of())) {
                b.await(frame -> tells(frame, anna, false), WITHIN);
                Await.until("it is known", WITHIN, () -> lastSeen(anna, boris).isPresent());
                assertThat(lastSeen(anna, boris).orElseThrow())
                        .isBetween(before.minus(Registry.LEASE), after);
                assertThat(b.frames())
                        .as("who came back was not away")
                        .noneMatch(frame -> tells(frame, carl, false));
                again.send(Map.of("t", "ping"));
                again.awaitType("pong");
            }
        }
    }

    private static boolean tells(JsonNode frame, Account of, boolean online) {
        return frame.get("t").asText().equals("presence")
                && frame.get("user_id").asText().equals(of.userId().toString())
                && frame.get("online").asBoolean() == online;
    }

    private static Optional<Instant> lastSeen(Account of, Account by) {
        JsonNode profile = WholeMessenger.call("GET", "/v1/users/" + of.userId(), by, null).json();
        return Optional.ofNullable(profile.get("last_seen")).map(at -> Instant.parse(at.asText()));
    }

    @Test
    void whoStaysConnectedElsewhereLosesTheEntriesOfADeadGateway() {
        Account anna = WholeMessenger.accounts().create("anna");
        String key = Registry.sessions(anna.userId());
        try (GatewayProcess dying = GatewayProcess.start(folder.resolve("d.log"), Map.of());
                AnotherGateway living = AnotherGateway.start(Map.of("registry.keep", "PT6S"));
                TestSocket there = TestSocket.attach(dying.uri(), anna, Map.of());
                TestSocket here = TestSocket.attach(living.uri(), anna, Map.of());
                RedisClient client = LaneWatch.redis()) {
            assertThat(client.hlen(key)).isEqualTo(2);
            dying.kill();
            there.awaitClose();
            Await.until("its entry is gone", Duration.ofSeconds(20), () -> client.hlen(key) == 1);
            here.send(Map.of("t", "ping"));
            here.awaitType("pong");
        }
    }
}
