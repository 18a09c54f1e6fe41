package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.UserId;
import io.messenger.testing.Await;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestIssuer;
import io.messenger.testing.TestSocket;
import io.messenger.testing.TestStack;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the gateway itself answers: messages of scripts, through the log.
class RestSendsTest {
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final String CHAT = "/v1/chats/" + UUID.randomUUID() + "/messages";

    private static final GatewayApp GATEWAY =
            GatewayApp.start(
                    TestStack.settings(
                            "gateway", Map.of("auth.jwks-uri", ISSUER.jwksUri().toString())));
    private static final URI DOOR = URI.create("http://127.0.0.1:" + GATEWAY.port());
    private static final FakeLog LOG = new FakeLog(TestStack.shared().kafkaBootstrap());

    private final OpenApiClient api =
            OpenApiClient.of(DOOR, "gateway").as(ISSUER.token(new UserId(UUID.randomUUID())));

    @BeforeAll
    static void begin() {
        Await.until("the gateway is ready", GATEWAY::ready);
        LOG.begin();
    }

    @AfterAll
    static void end() {
        LOG.close();
        GATEWAY.close();
        ISSUER.close();
    }

    @Test
    void theStoredMessageIsTheAnswer() {
        JsonNode message = send("hello", UUID.randomUUID().toString()).expect(201).json();
        assertThat(message.get("body").get("text").asText()).isEqualTo("hello");
        assertThat(message.get("seq").asLong()).isPositive();
    }

    @Test
    void whomItMentionsIsInTheAnswer() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Object text = Map.of("type", "text", "text", "hi", "mentions", List.of(other));
        JsonNode message =
                api.post(CHAT, Map.of("body", text, "mentions", List.of(one)))
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .expect(201)
                        .json();
        assertThat(message.get("mentions"))
                .extracting(JsonNode::asText)
                .containsExactly(one.toString(), other.toString());
        assertThat(message.get("body").has("mentions")).isFalse();
    }

    @Test
    void aRetryIsTheSameMessage() {
        String key = UUID.randomUUID().toString();
        JsonNode first = send("once", key).expect(201).json();
        assertThat(send("once", key).expect(201).json()).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"not_found, 404", "forbidden, 403", "not_member, 403"})
    void aRefusalOfTheLogIsAProblem(String code, int status) {
        send("refuse " + code, UUID.randomUUID().toString()).expectProblem(status, code);
    }

    @Test
    void withoutAnEchoInTenSecondsItIsUnavailableAndMayBeTriedAgain() {
        JsonNode problem =
                send("silence", UUID.randomUUID().toString())
                        .expectProblem(503, "unavailable")
                        .json();
        assertThat(problem.get("retry_after_ms").asLong()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a uuid", "1-1-1-1-1"})
    void aKeyMustBeAUuid(String key) {
        api.post(CHAT, body("x"))
                .header("Idempotency-Key", key)
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @Test
    void aBodyThatCannotBeAMessageIsRefusedBeforeTheLog() {
        String key = UUID.randomUUID().toString();
        refused("{\"body\":{\"type\":\"text\",\"text\":\"\"}}", key, 400, "bad_request");
        refused("{\"body\":{\"type\":\"text\"", key, 400, "bad_request");
        refused("{\"body\":{\"type\":\"video\",\"text\":\"x\"}}", key, 415, "unsupported");
        String tooLong = "x".repeat(4097);
        refused(
                "{\"body\":{\"type\":\"text\",\"text\":\"" + tooLong + "\"}}",
                key,
                413,
                "too_large");
    }

    @Test
    void aStrangerToTheServiceIsUnauthenticated() {
        api.anonymous()
                .post(CHAT, body("x"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .expectProblem(401, "unauthenticated");
    }

    @Test
    void aSocketOpens() {
        try (TestSocket socket = TestSocket.open(DOOR)) {
            assertThat(socket.awaitType("hello").get("protocol").asText())
                    .isEqualTo("messenger.v1");
        }
    }

    private io.messenger.testing.ApiRequest send(String text, String key) {
        return api.post(CHAT, body(text)).header("Idempotency-Key", key);
    }

    private void refused(String json, String key, int status, String code) {
        api.post(CHAT, json)
                .header("Idempotency-Key", key)
                .invalidOnPurpose()
                .expectProblem(status, code);
    }

    private static Map<String, Object> body(String text) {
        return Map.of("body", Map.of("type", "text", "text", text));
    }
}
