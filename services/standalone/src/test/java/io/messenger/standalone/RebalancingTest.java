package io.messenger.standalone;

import io.messenger.testing.Account;
import io.messenger.testing.Await;
import io.messenger.testing.TestDevice;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Sockets find their way to gateways that came later.
class RebalancingTest {
    private static final int USERS = 15;
    private static final int SOCKETS_EACH = 4;
    private static final int LEAST = USERS * SOCKETS_EACH * 4 / 10;
    private static final int MOST = USERS * SOCKETS_EACH * 6 / 10;
    private static final Duration SOME_ROUNDS = Duration.ofSeconds(15);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
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
            Await.until("it is near the mean", PATIENCE, () -> sockets(full) <= MOST);
            Awaitility.await("it does not go on until the other one is the full one")
                    .during(SOME_ROUNDS)
                    .atMost(PATIENCE)
                    .until(() -> sockets(full) >= LEAST && sockets(full) <= MOST);
            devices.forEach(TestDevice::close);
        }
    }

    private static int sockets(AnotherGateway gateway) throws Exception {
        URI metrics =
                URI.create(
                        "http://127.0.0.1:" + gateway.app().managementPort() + "/observe/metrics");
        String text =
                HTTP.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
        return text.lines()
                .filter(line -> line.startsWith("gateway_open_connections"))
                .mapToInt(
                        line -> (int) Double.parseDouble(line.substring(1 + line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }
}
