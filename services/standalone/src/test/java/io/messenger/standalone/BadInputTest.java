package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.CloseCode;
import io.messenger.testing.Account;
import io.messenger.testing.TestSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What does not fit is answered with its code, and the server goes on as if nothing had happened.
class BadInputTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Account anna = WholeMessenger.accounts().create("anna");
    private final Account boris = WholeMessenger.accounts().create("boris");
    private final ChatId chat = WholeMessenger.directChat(anna, boris);

    @AfterEach
    void theServerIsUnharmedAndNothingIsLost() {
        try (TestSocket socket = attach(anna)) {
            JsonNode echo = sendAndAwait(socket, "still there", "message.new");
            assertThat(echo.get("body").get("text").asText()).isEqualTo("still there");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "17", "null", "\"auth\"", "{\"t\":7}", "{\"T\":\"auth\"}"})
    void aFirstFrameThatIsNoFrameEndsTheSocket(String text) {
        try (TestSocket socket = TestSocket.open(WholeMessenger.gateway())) {
            socket.awaitType("hello");
            socket.sendText(text);
            assertThat(socket.awaitClose()).isEqualTo(CloseCode.BAD_FRAME);
        }
    }

    @Test
    void aFirstFrameThatIsNotAuthEndsTheSocket() {
        try (TestSocket socket = TestSocket.open(WholeMessenger.gateway())) {
            socket.awaitType("hello");
            socket.sendText("{\"t\":\"ping\"}");
            assertThat(socket.awaitClose()).isEqualTo(CloseCode.BAD_FRAME);
        }
    }

    @Test
    void malformedJsonLaterEndsTheSocketToo() {
        try (TestSocket socket = attach(anna)) {
            socket.sendText("{\"t\":\"send\",");
            assertThat(socket.awaitClose()).isEqualTo(CloseCode.BAD_FRAME);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a token", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
    void aWrongTokenEndsTheSocket(String token) {
        try (TestSocket socket = TestSocket.open(WholeMessenger.gateway())) {
            socket.awaitType("hello");
            socket.send(auth(token, anna.deviceId().toString()));
            assertThat(socket.awaitClose()).isEqualTo(CloseCode.BAD_TOKEN);
        }
    }

    @Test
    void aTokenOfAnotherDeviceEndsTheSocket() {
        try (TestSocket socket = TestSocket.open(WholeMessenger.gateway())) {
            socket.awaitType("hello");
            socket.send(auth(anna.accessToken(), UUID.randomUUID().toString()));
            assertThat(socket.awaitClose()).isEqualTo(CloseCode.BAD_TOKEN);
        }
    }

    @Test
    void whoDoesNotAuthenticateInTimeIsSentAway() {
        try (TestSocket socket = TestSocket.open(WholeMessenger.gateway())) {
            assertThat(socket.awaitClose()).isEqualTo(CloseCode.AUTH_TIMEOUT);
        }
    }

    @Test
    void anUnknownTypeIsUnsupportedAndTheSocketStays() {
        try (TestSocket socket = attach(anna)) {
            socket.sendText("{\"t\":\"dance\",\"id\":\"1\"}");
            JsonNode error = socket.awaitType("error");
            assertThat(error.get("code").asText()).isEqualTo("unsupported");
            assertThat(error.get("id").asText()).isEqualTo("1");
            socket.sendText("{\"t\":\"ping\"}");
            socket.awaitType("pong");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"t\":\"read\",\"chat_id\":\"x\",\"seq\":1}|chat_id",
                "{\"t\":\"read\",\"chat_id\":\"0198c0de-0000-7000-8000-000000000000\"}|seq",
                "{\"t\":\"read\",\"chat_id\":\"0198c0de-0000-7000-8000-000000000000\",\"seq\":-1}|seq",
                "{\"t\":\"received\",\"cursors\":[]}|cursors",
                "{\"t\":\"sync\",\"since\":0}|chat_id",
            })
    void aMissingOrBadFieldIsNamed(String frame, String field) {
        try (TestSocket socket = attach(anna)) {
            socket.sendText(frame);
            JsonNode error = socket.awaitType("error");
            assertThat(error.get("code").asText()).isEqualTo("bad_request");
            assertThat(error.get("field").asText()).isEqualTo(field);
        }
    }

    @Test
    void aSendWithABadFieldIsRejectedUnderItsOwnId() {
        try (TestSocket socket = attach(anna)) {
            Map<String, Object> send = send(chat, "x");
            send.put("body", Map.of("type", "text"));
            send.put("id", "7");
            socket.sendText(json(send));
            JsonNode rejected = socket.awaitType("rejected");
            assertThat(rejected.get("code").asText()).isEqualTo("bad_request");
            assertThat(rejected.get("client_msg_id").asText())
                    .isEqualTo(send.get("client_msg_id").toString());
            assertThat(rejected.get("id").asText()).isEqualTo("7");
        }
    }

    @Test
    void aTextOfTheGreatestLengthIsTakenAndALongerOneIsTooLarge() {
        try (TestSocket socket = attach(anna)) {
            String longest = "🙂".repeat(4096);
            assertThat(
                            sendAndAwait(socket, longest, "message.new")
                                    .get("body")
                                    .get("text")
                                    .asText())
                    .isEqualTo(longest);
            assertThat(sendAndAwait(socket, longest + "x", "rejected").get("code").asText())
                    .isEqualTo("too_large");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud83d", "a\\udc00b"})
    void aTextThatCannotBeStoredIsRefused(String escaped) {
        try (TestSocket socket = attach(anna)) {
            socket.sendText(json(send(chat, "TEXT")).replace("TEXT", escaped));
            assertThat(socket.awaitType("rejected").get("code").asText()).isEqualTo("bad_request");
        }
    }

    @Test
    void aFrameOverTheLimitEndsTheSocketWith1009() {
        try (TestSocket socket = attach(anna)) {
            socket.sendText(json(send(chat, "x".repeat(70_000))));
            assertThat(socket.awaitClose()).isEqualTo(1009);
        }
    }

    @Test
    void aBinaryFrameEndsTheSocketWith1003() {
        try (TestSocket socket = attach(anna)) {
            socket.sendBinary(new byte[] {1, 2, 3});
            assertThat(socket.awaitClose()).isEqualTo(1003);
        }
    }

    @Test
    void anUnknownChatAndAChatOfOthersLookTheSame() {
        Account stranger = WholeMessenger.accounts().create("stranger");
        ChatId nowhere = new ChatId(UUID.randomUUID());
        try (TestSocket socket = attach(stranger)) {
            for (ChatId one : new ChatId[] {nowhere, chat}) {
                socket.send(send(one, "let me in"));
                JsonNode rejected = socket.awaitType("rejected");
                assertThat(rejected.get("code").asText()).isEqualTo("not_found");
                socket.send(Map.of("t", "sync", "chat_id", one, "since", 0));
                assertThat(socket.awaitType("error").get("code").asText()).isEqualTo("not_found");
                WholeMessenger.Answer history =
                        WholeMessenger.call(
                                "GET", "/v1/chats/" + one + "/messages", stranger, null);
                assertThat(history.status()).isEqualTo(404);
                assertThat(history.code()).isEqualTo("not_found");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/chats, 401, unauthenticated",
        "GET, /v1/users/me, 401, unauthenticated",
        "GET, /v1/auth/sessions, 401, unauthenticated",
        "GET, /v1/nothing, 404, not_found",
        "GET, /internal/v1/attach, 404, not_found",
        "POST, /internal/v1/heads, 404, not_found",
    })
    void withoutATokenNothingIsToldOverRest(String method, String path, int status, String code) {
        WholeMessenger.Answer answer = WholeMessenger.call(method, path, null, null);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void aBodyThatIsNoJsonIsABadRequestAndAHugeOneTooLarge() {
        byte[] broken = "{\"type\":".getBytes(StandardCharsets.UTF_8);
        WholeMessenger.Answer answer =
                WholeMessenger.call("POST", "/v1/chats", anna, broken, Map.of());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("bad_request");
        byte[] huge =
                ("{\"title\":\"" + "x".repeat(300_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        answer = WholeMessenger.call("POST", "/v1/chats", anna, huge, Map.of());
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too_large");
    }

    private static TestSocket attach(Account account) {
        return TestSocket.attach(WholeMessenger.gateway(), account, Map.of());
    }

    private static Map<String, Object> auth(String token, String device) {
        return Map.of("t", "auth", "token", token, "device_id", device, "cursors", Map.of());
    }

    private static Map<String, Object> send(ChatId chat, String text) {
        Map<String, Object> send = new LinkedHashMap<>();
        send.put("t", "send");
        send.put("chat_id", chat);
        send.put("client_msg_id", UUID.randomUUID());
        send.put("body", Map.of("type", "text", "text", text));
        return send;
    }

    private JsonNode sendAndAwait(TestSocket socket, String text, String type) {
        Map<String, Object> send = send(chat, text);
        socket.sendText(json(send));
        String id = send.get("client_msg_id").toString();
        return socket.await(
                frame ->
                        frame.get("t").asText().equals(type)
                                && frame.path("client_msg_id").asText().equals(id),
                WITHIN);
    }

    private static String json(Map<String, Object> frame) {
        return new String(io.messenger.contracts.Json.bytes(frame), StandardCharsets.UTF_8);
    }
}
