package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.CloseCode;
import io.messenger.testing.Account;
import io.messenger.testing.TestSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/// Three gateways, users spread over them, and what may happen to gateways meanwhile.
class SeveralGatewaysTest {
    @TempDir private Path folder;

    @Test
    void everyMemberGetsEverythingOnceWhileRedisIsFlushedAndAGatewayIsKilledAndOneComes()
            throws Exception {
        try (AnotherGateway second = AnotherGateway.start();
                GatewayProcess third = GatewayProcess.start(folder.resolve("third.log"), Map.of());
                Balancer door = new Balancer(WholeMessenger.gateway(), second.uri(), third.uri());
                Crowd crowd = new Crowd(door.uri(), 9)) {
            crowd.hear(30);
            flush();
            crowd.hear(100);
            third.kill();
            crowd.hear(100);
            flush();
            try (AnotherGateway fourth = AnotherGateway.start()) {
                door.to(second.uri(), fourth.uri());
                crowd.devices().forEach(device -> device.cut());
                crowd.hear(100);
                crowd.finish();
            }
        }
    }

    @Test
    void aGatewayThatWasPausedForLongerThanItsLeaseLosesNothing() throws Exception {
        try (GatewayProcess paused = GatewayProcess.start(folder.resolve("p.log"), Map.of());
                Balancer door = new Balancer(WholeMessenger.gateway(), paused.uri());
                Crowd crowd = new Crowd(door.uri(), 4)) {
            crowd.hear(10);
            paused.pause();
            // The crowd cannot be heard by all of them now: time passes by what Redis says.
            LaneWatch.awaitLapsed(Duration.ofSeconds(20));
            paused.goOn();
            crowd.hear(50);
            crowd.finish();
        }
    }

    @Test
    void theSocketsOfARevokedSessionCloseAtEveryGatewayAndNoNewOneOpens() {
        Account anna = WholeMessenger.accounts().create("anna");
        Account phone = WholeMessenger.accounts().anotherDevice(anna);
        try (AnotherGateway second = AnotherGateway.start();
                TestSocket here = TestSocket.attach(WholeMessenger.gateway(), anna, Map.of());
                TestSocket there = TestSocket.attach(second.uri(), anna, Map.of());
                TestSocket other = TestSocket.attach(second.uri(), phone, Map.of())) {
            long begin = System.nanoTime();
            WholeMessenger.call("POST", "/v1/auth/logout", anna, null);
            for (TestSocket socket : List.of(here, there)) {
                assertThat(socket.awaitClose()).isEqualTo(CloseCode.SESSION_REVOKED);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(1));
            assertRefused(WholeMessenger.gateway(), anna);
            assertRefused(second.uri(), anna);
            try (AnotherGateway later = AnotherGateway.start()) {
                assertRefused(later.uri(), anna);
                TestSocket.attach(later.uri(), phone, Map.of()).close();
            }
            other.send(Map.of("t", "ping"));
            other.awaitType("pong");
        }
    }

    /// The token is good for minutes, the session has ended.
    private static void assertRefused(URI gateway, Account account) {
        try (TestSocket socket = TestSocket.open(gateway)) {
            socket.send(
                    Map.of(
                            "t", "auth",
                            "token", account.accessToken(),
                            "device_id", account.deviceId(),
                            "cursors", Map.of()));
            assertThat(socket.awaitClose()).isEqualTo(CloseCode.SESSION_REVOKED);
        }
    }

    private static void flush() {
        try (RedisClient redis =
                RedisClient.create(URI.create(WholeMessenger.shared().stack().redisUri()))) {
            redis.flushAll();
        }
    }
}
