package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.CloseCode;
import io.messenger.testing.Account;
import io.messenger.testing.TestSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What a client gets that is one too many.
class TooManySocketsTest {
    private static final LoneGateway GATEWAY =
            new LoneGateway(
                    "socket.per-user", "2",
                    "socket.per-address", "3",
                    "socket.unauthenticated-per-address", "2");

    @AfterAll
    static void end() {
        GATEWAY.close();
    }

    @Test
    void aUsersOldestSocketIsClosedWhicheverDeviceHasIt() {
        Account account = LoneGateway.account();
        try (TestSocket first = GATEWAY.attach(account);
                TestSocket second = GATEWAY.attach(LoneGateway.account(account.userId()));
                TestSocket third = GATEWAY.attach(LoneGateway.account(account.userId()));
                TestSocket stranger = GATEWAY.attach(LoneGateway.account())) {
            assertThat(first.awaitClose()).isEqualTo(CloseCode.TOO_MANY_SOCKETS);
            for (TestSocket open : new TestSocket[] {second, third, stranger}) {
                open.send(Map.of("t", "ping"));
                open.awaitType("pong");
            }
        }
    }

    @Test
    void strangersOfOneAddressAreRefusedAndOthersAreNot() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket first = open(http, "203.0.113.7");
            WebSocket second = open(http, "203.0.113.7");
            assertThat(refused(http, "203.0.113.7")).isEqualTo(429);
            WebSocket other = open(http, "203.0.113.8");
            for (WebSocket socket : new WebSocket[] {first, second, other}) {
                socket.abort();
            }
        }
    }

    @Test
    void socketsThatTellOfNoClientBehindATrustedProxyAreNotCountedByAddress() {
        try (TestSocket first = TestSocket.open(GATEWAY.door());
                TestSocket second = TestSocket.open(GATEWAY.door());
                TestSocket third = TestSocket.open(GATEWAY.door());
                TestSocket fourth = TestSocket.open(GATEWAY.door())) {
            for (TestSocket open : new TestSocket[] {first, second, third, fourth}) {
                open.awaitType("hello");
            }
        }
    }

    private static WebSocket open(HttpClient http, String address) {
        URI door = URI.create("ws" + GATEWAY.door().toString().substring(4) + "/v1/ws");
        return http.newWebSocketBuilder()
                .header("X-Forwarded-For", address)
                .buildAsync(door, new WebSocket.Listener() {})
                .join();
    }

    private static int refused(HttpClient http, String address) {
        try {
            open(http, address).abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refusal) {
                return refusal.getResponse().statusCode();
            }
            throw e;
        }
    }
}
