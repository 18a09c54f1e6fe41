package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.CloseCode;
import io.messenger.testing.Account;
import io.messenger.testing.Await;
import io.messenger.testing.TestSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Who says too much in too short a time, by socket or by REST.
class RateTest {
    /// Two sends at once, then one a second.
    private static final LoneGateway GATEWAY =
            new LoneGateway(
                    "rates.user-sends", "1",
                    "rates.user-frames", "10",
                    "rates.address-sends", "2",
                    "rates.burst-seconds", "2",
                    "rates.refusals", "5");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final UUID chat = UUID.randomUUID();

    @AfterAll
    static void end() {
        GATEWAY.close();
    }

    @Test
    void helloTellsTheRate() {
        try (TestSocket socket = TestSocket.open(GATEWAY.door())) {
            JsonNode limits = socket.awaitType("hello").get("limits");
            assertThat(limits.get("sends_per_s").asInt()).isEqualTo(1);
        }
    }

    @Test
    void whoSendsTooFastIsToldWhenToComeBack() {
        try (TestSocket socket = GATEWAY.attach(LoneGateway.account())) {
            send(socket, chat, "1");
            send(socket, chat, "2");
            UUID third = send(socket, chat, "3");
            JsonNode rejected = answer(socket, third);
            assertThat(rejected.get("t").asText()).isEqualTo("rejected");
            assertThat(rejected.get("code").asText()).isEqualTo("rate_limited");
            assertThat(rejected.get("retry_after_ms").asLong()).isBetween(1L, 1001L);
            untilStored(socket, chat, third, "3");
        }
    }

    @Test
    void afterARefusalThatChatWaitsForTheRefusedMessageAndOthersDoNot() {
        try (TestSocket socket = GATEWAY.attach(LoneGateway.account())) {
            UUID other = UUID.randomUUID();
            send(socket, chat, "1");
            send(socket, chat, "2");
            UUID refused = send(socket, chat, "3");
            assertThat(code(socket, refused)).isEqualTo("rate_limited");
            untilStored(socket, other, UUID.randomUUID(), "elsewhere");

            UUID later = send(socket, chat, "4");
            JsonNode rejected = answer(socket, later);
            assertThat(rejected.get("code").asText()).isEqualTo("rate_limited");
            assertThat(rejected.get("message").asText()).contains("earlier message");

            untilStored(socket, chat, refused, "3");
            untilStored(socket, chat, later, "4");
            assertThat(GATEWAY.log.texts()).containsSubsequence("1", "2", "elsewhere", "3", "4");
        }
    }

    @Test
    void aFinalRefusalHoldsNobodyUp() {
        try (TestSocket socket = GATEWAY.attach(LoneGateway.account())) {
            UUID never = UUID.randomUUID();
            socket.sendText(
                    """
                    {"t":"send","chat_id":"%s","client_msg_id":"%s","body":{"type":"video"}}
                    """
                            .formatted(chat, never));
            assertThat(code(socket, never)).isEqualTo("unsupported");
            assertThat(answer(socket, send(socket, chat, "next")).get("t").asText())
                    .isEqualTo("message.new");
        }
    }

    @Test
    void allSocketsOfAUserCountTogetherAndOtherUsersDoNot() {
        Account account = LoneGateway.account();
        try (TestSocket first = GATEWAY.attach(account);
                TestSocket second = GATEWAY.attach(LoneGateway.account(account.userId()));
                TestSocket stranger = GATEWAY.attach(LoneGateway.account())) {
            send(first, chat, "1");
            UUID last = send(first, chat, "2");
            assertThat(answer(first, last).get("t").asText()).isEqualTo("message.new");
            assertThat(code(second, send(second, chat, "3"))).isEqualTo("rate_limited");
            assertThat(answer(stranger, send(stranger, chat, "4")).get("t").asText())
                    .isEqualTo("message.new");
        }
    }

    @Test
    void whoGoesOnIsClosed() {
        try (TestSocket socket = GATEWAY.attach(LoneGateway.account())) {
            for (int i = 0; i < 100; i++) {
                socket.send(Map.of("t", "ping", "id", "p" + i));
            }
            JsonNode error = socket.awaitType("error");
            assertThat(error.get("code").asText()).isEqualTo("rate_limited");
            assertThat(error.get("retry_after_ms").asLong()).isPositive();
            assertThat(socket.awaitClose()).isEqualTo(CloseCode.RATE_LIMITED);
            assertThat(socket.frames()).hasSizeLessThan(60);
        }
    }

    @Test
    void messagesOfScriptsCountToo() throws Exception {
        Account account = LoneGateway.account();
        HttpResponse<String> refused = refused(postTwenty(() -> account, "192.0.2."), 2);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(refused.body()).contains("\"code\":\"rate_limited\"", "\"retry_after_ms\":");
    }

    @Test
    void usersBehindOneAddressCountTogetherToo() throws Exception {
        HttpResponse<String> refused =
                refused(postTwenty(LoneGateway::account, "2001:db8:0:1::"), 4);
        assertThat(refused.body()).contains("\"code\":\"rate_limited\"");
        assertThat(post(LoneGateway.account(), "2001:db8:0:2::1").statusCode()).isEqualTo(201);
    }

    /// At once, so that no slowness of the machine gives back what they take.
    private List<HttpResponse<String>> postTwenty(Supplier<Account> who, String network)
            throws InterruptedException {
        List<Callable<HttpResponse<String>>> posts = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            String address = network + i;
            Account account = who.get();
            posts.add(() -> post(account, address));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(posts).stream().map(Future::resultNow).toList();
        }
    }

    private static HttpResponse<String> refused(List<HttpResponse<String>> answers, int atLeast) {
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201, 429);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 201).count())
                .isGreaterThanOrEqualTo(atLeast);
        return answers.stream()
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();
    }

    private static UUID send(TestSocket socket, UUID chat, String text) {
        UUID id = UUID.randomUUID();
        send(socket, chat, id, text);
        return id;
    }

    private static void send(TestSocket socket, UUID chat, UUID id, String text) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("t", "send");
        frame.put("chat_id", chat);
        frame.put("client_msg_id", id);
        frame.put("body", Map.of("type", "text", "text", text));
        socket.send(frame);
    }

    private static JsonNode answer(TestSocket socket, UUID id) {
        return socket.await(
                frame -> frame.path("client_msg_id").asText().equals(id.toString()),
                Duration.ofSeconds(10));
    }

    private static String code(TestSocket socket, UUID id) {
        return answer(socket, id).path("code").asText();
    }

    /// Tries again, as a client would, at the times it is told.
    private static void untilStored(TestSocket socket, UUID chat, UUID id, String text) {
        AtomicLong due = new AtomicLong(System.nanoTime());
        Await.until(
                text + " is stored",
                () -> {
                    if (System.nanoTime() - due.get() < 0) {
                        return false;
                    }
                    send(socket, chat, id, text);
                    JsonNode answer = answer(socket, id);
                    long pause = answer.path("retry_after_ms").asLong();
                    due.set(System.nanoTime() + Duration.ofMillis(pause).toNanos());
                    return answer.get("t").asText().equals("message.new");
                });
    }

    private HttpResponse<String> post(Account account, String address) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(GATEWAY.door().resolve("/v1/chats/" + chat + "/messages"))
                        .header("Authorization", "Bearer " + account.accessToken())
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .header("X-Forwarded-For", address)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"body\":{\"type\":\"text\",\"text\":\"x\"}}"))
                        .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }
}
