package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.CloseCode;
import io.messenger.testing.Account;
import io.messenger.testing.TestSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway that ends hands its sockets over to another one.
class DrainTest {
    private static final Duration WINDOW = Duration.ofSeconds(15);

    private static final int PEOPLE = 6;

    @TempDir private Path folder;

    @Test
    void whoFollowsTheHintMissesNothingAndNobodyWaitsForTheDeadline() throws Exception {
        Path log = folder.resolve("leaving.log");
        try (GatewayProcess leaving =
                        GatewayProcess.start(log, Map.of("drain.window", WINDOW.toString()));
                AnotherGateway staying = AnotherGateway.start();
                Balancer door = new Balancer(leaving.uri());
                Crowd crowd = new Crowd(door.uri(), PEOPLE)) {
            crowd.hear(20);
            // As in a cluster, where some time passes until nobody is sent to it any more.
            door.to(leaving.uri(), staying.uri());
            assertThat(leaving.terminate()).as("exit status").isZero();
            assertThat(log)
                    .content()
                    .as("before the deadline")
                    .contains(PEOPLE + " sockets are asked", PEOPLE + " of them moved");
            door.to(staying.uri());
            crowd.hear(20);
            crowd.finish();
        }
    }

    @Test
    void whileItDrainsItIsUnreadyRefusesNewSocketsServesTheOldAndClosesThemAtTheDeadline()
            throws Exception {
        Account anna = WholeMessenger.accounts().create("anna");
        try (AnotherGateway leaving = AnotherGateway.start(Map.of("drain.window", "PT3S"));
                TestSocket socket = TestSocket.attach(leaving.uri(), anna, Map.of())) {
            Thread end = Thread.startVirtualThread(leaving::close);
            JsonNode hint = socket.awaitType("reconnect");
            assertThat(hint.get("reason").asText()).isEqualTo("drain");
            assertThat(hint.get("deadline_ms").asLong()).isBetween(1L, 3000L);
            assertThat(hint.get("after_ms").asLong()).isLessThan(hint.get("deadline_ms").asLong());
            assertThat(leaving.app().ready()).isFalse();
            assertRefused(leaving.uri());
            socket.send(Map.of("t", "ping"));
            socket.awaitType("pong");
            assertThat(socket.awaitClose()).isEqualTo(CloseCode.RESTART);
            assertThat(end.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void aGatewayWithoutSocketsEndsAtOnce() {
        AnotherGateway idle = AnotherGateway.start(Map.of("drain.window", "PT30S"));
        long begin = System.nanoTime();
        idle.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    private static void assertRefused(URI gateway) {
        URI socket = URI.create(gateway.toString().replaceFirst("^http", "ws") + "/v1/ws");
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThatThrownBy(() ->
                            http.newWebSocketBuilder()
                                    .buildAsync(socket, new WebSocket.Listener() {})
                                    .join())
                    .cause()
                    .isInstanceOfSatisfying(
                            WebSocketHandshakeException.class,
                            refusal -> {
                                assertThat(refusal.getResponse().statusCode()).isEqualTo(503);
                                assertThat(
                                                refusal.getResponse()
                                                        .headers()
                                                        .firstValueAsLong("Retry-After"))
                                        .isPresent();
                            });
        }
    }
}
