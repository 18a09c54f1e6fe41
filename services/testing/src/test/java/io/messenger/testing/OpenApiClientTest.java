package io.messenger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What the client lets through and what it catches, on a real server.
class OpenApiClientTest {
    private static final Shop SHOP = new Shop();
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final String NO_SUCH_ORDER =
            """
            {"type":"about:blank","title":"Not found","status":404,"code":"not_found","detail":"no order 9"}\
            """;

    private final OpenApiClient client = SHOP.client();

    @AfterAll
    static void close() {
        SHOP.close();
    }

    @Test
    void documentedExchangePasses() {
        SHOP.answers(
                201,
                JSON + "; charset=utf-8",
                "{\"id\":1,\"thing\":\"lamp\",\"buyer\":{\"name\":\"ann\"}}");
        ApiAnswer answer = client.post("/v1/orders", Map.of("thing", "lamp")).expect(201);
        assertThat(answer.json().get("id").asInt()).isEqualTo(1);
        assertThat(answer.header("Location")).isEqualTo("/v1/orders/1");
    }

    @Test
    void tokenAndBodyReachTheService() {
        SHOP.answers((req, res) -> {
            String token = req.headers().get(io.helidon.http.HeaderNames.AUTHORIZATION).get();
            String thing = req.content().as(String.class).replaceAll("[^a-z]", "");
            res.status(201)
                    .header("Content-Type", JSON)
                    .header("Location", "/")
                    .send("{\"id\":1,\"thing\":\"%s %s\"}".formatted(token, thing));
        });
        var order = client.as("t1").post("/v1/orders", Map.of("thing", "lamp")).expect(201).json();
        assertThat(order.get("thing").asText()).isEqualTo("Bearer t1 thinglamp");
    }

    @Test
    void requestOutsideTheDocumentIsCaught() {
        SHOP.answers(200, JSON, "{\"id\":1,\"thing\":\"lamp\"}");
        fails(() -> client.put("/v1/orders").send(), "no operation PUT /v1/orders");
        fails(() -> client.get("/v1/nothing").send(), "no operation GET /v1/nothing");
        fails(() -> client.get("/v1/orders/1?color=red").send(), "has no query parameters [color]");
        fails(() -> client.get("/v1/orders/1?full=maybe").send(), "query parameter full");
        fails(() -> client.get("/v1/orders/0").send(), "path parameter id");
        fails(() -> client.post("/v1/orders").send(), "needs a body");
        fails(() -> client.post("/v1/orders", Map.of("thing", 5)).send(), "request body");
        fails(() -> client.post("/v1/orders", Map.of("thing", "a", "more", 1)).send(), "more");
    }

    @Test
    void invalidRequestsGoOutWhenTheTestSaysSo() {
        SHOP.answers(404, PROBLEM, NO_SUCH_ORDER);
        client.get("/v1/orders/zero?color=red").invalidOnPurpose().expectProblem(404, "not_found");
        SHOP.answers(400, PROBLEM, NO_SUCH_ORDER.replace("404", "400"));
        client.post("/v1/orders", "{broken").invalidOnPurpose().expect(400);
    }

    @Test
    void undocumentedAnswersAreCaught() {
        SHOP.answers(418, JSON, "{}");
        fails(() -> client.get("/v1/orders/1").send(), "has only the statuses [200, 401, 404]");
        SHOP.answers(200, "text/plain", "lamp");
        fails(
                () -> client.get("/v1/orders/1").send(),
                "has only the media types [application/json]");
        SHOP.answers(200, JSON, "{\"id\":\"one\",\"thing\":\"lamp\"}");
        fails(() -> client.get("/v1/orders/1").send(), "integer");
        SHOP.answers(200, JSON, "{\"id\":1}");
        fails(() -> client.get("/v1/orders/1").send(), "thing");
        SHOP.answers(200, JSON, "{\"id\":1,");
        fails(() -> client.get("/v1/orders/1").send(), "not JSON");
        SHOP.answers((req, res) ->
                res.status(201).header("Content-Type", JSON).send("{\"id\":1,\"thing\":\"a\"}"));
        fails(
                () -> client.post("/v1/orders", Map.of("thing", "a")).send(),
                "promises the header Location");
        SHOP.answers((req, res) -> res.status(200).send("gone"));
        fails(() -> client.delete("/v1/orders/1").send(), "has only the statuses [204, 401]");
    }

    @Test
    void fieldsThatTheDocumentDoesNotNameAreCaughtAtAnyDepth() {
        SHOP.answers(200, JSON, "{\"id\":1,\"thing\":\"lamp\",\"price\":3}");
        fails(() -> client.get("/v1/orders/1").send(), "price");
        SHOP.answers(
                200, JSON, "{\"id\":1,\"thing\":\"lamp\",\"buyer\":{\"name\":\"ann\",\"age\":9}}");
        fails(() -> client.get("/v1/orders/1").send(), "age");
    }

    @Test
    void anotherStatusOrProblemThanExpectedIsCaught() {
        SHOP.answers(404, PROBLEM, NO_SUCH_ORDER);
        fails(() -> client.get("/v1/orders/9").expect(200), "expected 200 but got 404");
        fails(
                () -> client.get("/v1/orders/9").expectProblem(404, "forbidden"),
                "expected code forbidden");
        SHOP.answers(404, PROBLEM, NO_SUCH_ORDER.replace("\"status\":404", "\"status\":400"));
        fails(
                () -> client.get("/v1/orders/9").expectProblem(404, "not_found"),
                "field status differs");
        SHOP.answers(404, PROBLEM, NO_SUCH_ORDER.replace("no order 9", " "));
        fails(() -> client.get("/v1/orders/9").expectProblem(404, "not_found"), "has no detail");
        SHOP.answers(200, JSON, "{\"id\":1,\"thing\":\"lamp\"}");
        fails(
                () -> client.get("/v1/orders/9").expectProblem(200, "not_found"),
                "must be application/problem+json");
    }

    private static void fails(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(AssertionError.class).hasMessageContaining(sentence);
    }
}
