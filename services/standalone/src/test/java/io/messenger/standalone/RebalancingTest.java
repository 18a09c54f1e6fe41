package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.Registry;
import io.messenger.testing.Account;
import io.messenger.testing.Await;
import io.messenger.testing.TestDevice;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/// Sockets find their way to gateways that came later.
class RebalancingTest {
    private static final int USERS = 15;
    private static final int SOCKETS_EACH = 4;
    private static final int NEAR_THE_MEAN = USERS * SOCKETS_EACH * 6 / 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aGatewayThatIsFullerThanTheMeanAsksItsSocketsToMove() {
        List<TestDevice> devices = new ArrayList<>();
        try (AnotherGateway full = AnotherGateway.start();
                Balancer door = new Balancer(full.uri())) {
            for (int user = 0; user < USERS; user++) {
                Account account = WholeMessenger.accounts().create("throng");
                for (int i = 0; i < SOCKETS_EACH; i++) {
                    devices.add(TestDevice.of(door.uri(), account).connect());
                }
            }
            door.to(WholeMessenger.gateway());
            Await.until("it is known to be full", PATIENCE, () -> fullest() > NEAR_THE_MEAN);
            Await.until("it is near the mean", PATIENCE, () -> fullest() <= NEAR_THE_MEAN);
            Await.until("all are counted again", PATIENCE, () -> all() == USERS * SOCKETS_EACH);
            assertThat(fullest())
                    .as("it does not go on until the other one is the full one")
                    .isLessThanOrEqualTo(NEAR_THE_MEAN);
            devices.forEach(TestDevice::close);
        }
    }

    /// The most sockets that a gateway has, as all of them publish it.
    private static int fullest() {
        return published().max().orElse(0);
    }

    private static int all() {
        return published().sum();
    }

    private static IntStream published() {
        try (RedisClient redis =
                RedisClient.create(URI.create(WholeMessenger.shared().stack().redisUri()))) {
            return redis.hgetAll(Registry.OPEN).values().stream()
                    .flatMap(entry -> Registry.Open.parse(entry).stream())
                    .mapToInt(Registry.Open::count);
        }
    }
}
