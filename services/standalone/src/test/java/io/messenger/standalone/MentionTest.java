package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.testing.Account;
import io.messenger.testing.TestSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Mentions by the public door, and what a device learns that was away.
class MentionTest {
    private final Account anna = WholeMessenger.accounts().create("anna");
    private final Account boris = WholeMessenger.accounts().create("boris");
    private final Account stranger = WholeMessenger.accounts().create("stranger");
    private final ChatId chat = WholeMessenger.group(anna, boris);

    @Test
    void aMentionStandsInTheFrameOrInItsBody() {
        try (TestSocket a = attach(anna, 1);
                TestSocket b = attach(boris, 1)) {
            a.send(frame("send", Map.of("body", text("@boris"), "mentions", both())));
            assertThat(mentions(b.awaitType("message.new"))).containsExactly(id(boris));
            Map<String, Object> body =
                    Map.of("type", "text", "text", "@boris", "mentions", List.of(id(boris)));
            a.send(frame("send", Map.of("body", body)));
            assertThat(mentions(b.awaitType("message.new"))).containsExactly(id(boris));
            a.send(frame("edit", Map.of("seq", 2, "body", body, "mentions", List.of(id(anna)))));
            assertThat(mentions(b.awaitType("message.edited")))
                    .containsExactlyInAnyOrder(id(anna), id(boris));
            b.send(frame("read", Map.of("seq", 2)));
            assertThat(b.awaitType("unread").get("mentions").asLong()).isEqualTo(1);
        }
        try (TestSocket b = attach(boris, 3)) {
            assertThat(ready(b).get("mentions").asLong()).isEqualTo(1);
        }
    }

    @Test
    void aScriptMentionsToo() {
        WholeMessenger.Answer answer = post(Map.of("body", text("@boris"), "mentions", both()));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(mentions(answer.json())).containsExactly(id(boris));
        assertThat(
                        WholeMessenger.call("GET", "/v1/chats/" + chat + "/messages/2", boris, null)
                                .json()
                                .get("mentions"))
                .isEqualTo(answer.json().get("mentions"));
    }

    @Test
    void moreThanFiftyMentionsAreRefused() {
        List<UUID> many = Stream.generate(UUID::randomUUID).limit(51).toList();
        WholeMessenger.Answer answer = post(Map.of("body", text("all"), "mentions", many));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("field").asText()).isEqualTo("mentions");
    }

    @Test
    void aDeviceThatWasAwayLearnsWhatItsUserHid() {
        try (TestSocket a = attach(anna, 1)) {
            a.send(frame("send", Map.of("body", text("one"))));
            a.awaitType("message.new");
            a.send(frame("delete", Map.of("seq", 2, "scope", "me")));
            a.awaitType("reply");
        }
        try (TestSocket other = attach(WholeMessenger.accounts().anotherDevice(anna), 2)) {
            assertThat(other.awaitType("hidden").get("target").asLong()).isEqualTo(2);
            other.send(Map.of("t", "sync", "chat_id", chat, "since", 2));
            assertThat(other.awaitType("batch").get("hidden")).hasToString("[2]");
        }
    }

    private TestSocket attach(Account account, long cursor) {
        return TestSocket.attach(
                WholeMessenger.gateway(), account, Map.of(chat.toString(), cursor));
    }

    private JsonNode ready(TestSocket socket) {
        return socket.awaitType("ready")
                .get("chats")
                .valueStream()
                .filter(one -> one.get("chat_id").asText().equals(chat.toString()))
                .findFirst()
                .orElseThrow();
    }

    private WholeMessenger.Answer post(Map<String, Object> body) {
        return WholeMessenger.call(
                WholeMessenger.gateway(),
                "POST",
                "/v1/chats/" + chat + "/messages",
                anna,
                Json.bytes(body),
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    private Map<String, Object> frame(String type, Map<String, ?> fields) {
        Map<String, Object> frame = new LinkedHashMap<>(fields);
        frame.put("t", type);
        frame.put("chat_id", chat);
        if (!type.equals("read")) {
            frame.put("client_msg_id", UUID.randomUUID());
        }
        return frame;
    }

    private List<String> both() {
        return List.of(id(stranger), id(boris));
    }

    private static String id(Account account) {
        return account.userId().toString();
    }

    private static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }

    private static List<String> mentions(JsonNode message) {
        return message.get("mentions").valueStream().map(JsonNode::asText).toList();
    }
}
