package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.WebServer;
import io.messenger.contracts.CloseCode;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.platform.Tokens;
import io.messenger.testing.Await;
import io.messenger.testing.TestIssuer;
import io.messenger.testing.TestSocket;
import io.messenger.testing.TestStack;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// More devices come back than can attach at once.
class AdmissionTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);

    @Test
    void whoIsBeyondTheLimitIsToldWhenToComeBackAndThePlaceIsFreeAgainLater() throws Exception {
        WebServer slow = slowMessageService();
        try (TestIssuer issuer = new TestIssuer();
                GatewayApp gateway =
                        GatewayApp.start(
                                TestStack.settings(
                                        "gateway",
                                        Map.of(
                                                "auth.jwks-uri",
                                                issuer.jwksUri().toString(),
                                                "message.uri",
                                                "http://127.0.0.1:" + slow.port(),
                                                "attach.at-once",
                                                "1",
                                                "attach.waiting",
                                                "0")))) {
            Await.until("the gateway is ready", gateway::ready);
            URI door = URI.create("http://127.0.0.1:" + gateway.port());
            try (TestSocket first = TestSocket.open(door);
                    TestSocket second = TestSocket.open(door)) {
                authenticate(first, issuer);
                Await.until("the first one attaches", () -> asked.get() == 1);

                authenticate(second, issuer);
                JsonNode refusal = second.awaitType("error");
                assertThat(refusal.get("code").asText()).isEqualTo("unavailable");
                assertThat(refusal.get("retry_after_ms").asLong()).isBetween(1000L, 5000L);
                assertThat(second.awaitClose()).isEqualTo(CloseCode.UPSTREAM_UNAVAILABLE);
                assertThatExceptionOfType(CompletionException.class)
                        .as("a handshake is refused")
                        .isThrownBy(() -> TestSocket.open(door).close());

                answer.countDown();
                assertThat(first.awaitClose()).isEqualTo(CloseCode.UPSTREAM_UNAVAILABLE);
            }
            TestSocket.open(door).close();
        } finally {
            slow.stop();
        }
    }

    /// Answers nobody until it is told to, and then that it is away.
    private WebServer slowMessageService() {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(routing ->
                        routing.any((_, res) -> {
                            asked.incrementAndGet();
                            boolean _ = answer.await(8, TimeUnit.SECONDS);
                            res.status(503).send("{\"code\":\"unavailable\"}");
                        }))
                .build()
                .start();
    }

    private static void authenticate(TestSocket socket, TestIssuer issuer) throws IOException {
        String token = issuer.token(new UserId(UUID.randomUUID()));
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        socket.send(
                Map.of(
                        "t",
                        "auth",
                        "token",
                        token,
                        "device_id",
                        Json.MAPPER.readTree(claims).get(Tokens.DEVICE).asText(),
                        "cursors",
                        Map.of()));
    }
}
