package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import io.messenger.testing.Account;
import io.messenger.testing.Await;
import io.messenger.testing.TestSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Events of a chat that a socket was not shown when it attached.
class ShownChatsTest {
    private final ChatId chat = new ChatId(UUID.randomUUID());
    private final ChatId marks = new ChatId(UUID.randomUUID());
    private final Account ann = LoneGateway.account();
    private final Account ben = LoneGateway.account();
    private final LoneGateway gateway = new LoneGateway();
    private final TestSocket witness = gateway.attach(ben);

    @BeforeEach
    void theWitnessIsInAChat() {
        tell(ben, created(marks, 1));
    }

    @AfterEach
    void close() {
        witness.close();
        gateway.close();
    }

    @Test
    void whatWasOnItsWayDuringTheAttachOfAChatThatWasLeftIsNotForTheSocket() {
        gateway.holdAttaches();
        try (TestSocket a = TestSocket.open(gateway.door())) {
            a.send(
                    Map.of(
                            "t", "auth",
                            "token", ann.accessToken(),
                            "device_id", ann.deviceId(),
                            "cursors", Map.of()));
            Await.until("the attach is held", gateway::holdsAttach);
            tell(ann, said(chat, 7), left(chat, 8, ann));
            awaitRead();
            gateway.releaseAttaches();
            a.awaitType("synced");
            assertThat(types(a)).doesNotContain("message.new", "member.left");
        }
    }

    @Test
    void norIsWhatComesAfterIt() {
        try (TestSocket a = gateway.attach(ann)) {
            tell(ann, said(chat, 7), left(chat, 8, ann));
            awaitRead();
            tell(ann, said(chat, 9), joined(chat, 10, ben));
            tell(ann, joined(chat, 11, ann), said(chat, 12));
            a.await(frame -> frame.path("seq").asLong() == 12, Duration.ofSeconds(10));
            assertThat(types(a)).containsExactly("member.joined", "message.new");
        }
    }

    @Test
    void aChatBeginsWithItsCreation() {
        try (TestSocket a = gateway.attach(ann)) {
            tell(ann, created(chat, 1), said(chat, 2));
            a.await(frame -> frame.path("seq").asLong() == 2, Duration.ofSeconds(10));
            assertThat(types(a)).containsExactly("chat.created", "message.new");
        }
    }

    /// Returns when the gateway has handed out all that it was told before.
    private void awaitRead() {
        tell(ben, said(marks, 2));
        witness.await(frame -> frame.path("seq").asLong() == 2, Duration.ofSeconds(10));
    }

    private void tell(Account to, JsonNode... events) {
        for (JsonNode event : events) {
            gateway.log.tell(
                    Route.log(
                            ChatId.parse(event.get("chat_id").asText()),
                            event.get("seq").asLong(),
                            null,
                            List.of(to.userId())),
                    Json.bytes(event));
        }
    }

    /// The types of the log's events.
    private static List<String> types(TestSocket socket) {
        return socket.frames().stream()
                .filter(frame -> frame.has("seq"))
                .map(frame -> frame.get("t").asText())
                .toList();
    }

    private static JsonNode created(ChatId chat, long seq) {
        Map<String, Object> event = event("chat.created", chat, seq);
        event.put("chat", chatObject(chat, seq));
        return Json.MAPPER.valueToTree(event);
    }

    private static JsonNode joined(ChatId chat, long seq, Account who) {
        Map<String, Object> event = event("member.joined", chat, seq);
        event.put("user_id", who.userId());
        event.put("role", "member");
        event.put("chat", chatObject(chat, seq));
        return Json.MAPPER.valueToTree(event);
    }

    private static JsonNode left(ChatId chat, long seq, Account who) {
        Map<String, Object> event = event("member.left", chat, seq);
        event.put("user_id", who.userId());
        return Json.MAPPER.valueToTree(event);
    }

    private static JsonNode said(ChatId chat, long seq) {
        Map<String, Object> event = event("message.new", chat, seq);
        event.put("body", Map.of("type", "text", "text", "hello"));
        return Json.MAPPER.valueToTree(event);
    }

    private static Map<String, Object> chatObject(ChatId chat, long head) {
        Map<String, Object> object = new HashMap<>();
        object.put("chat_id", chat);
        object.put("type", "group");
        object.put("title", "News");
        object.put("created_by", new UserId(UUID.randomUUID()));
        object.put("created_at", "2026-11-22T12:00:00.123Z");
        object.put("role", "member");
        object.put("head_seq", head);
        return object;
    }

    private static Map<String, Object> event(String type, ChatId chat, long seq) {
        Map<String, Object> event = new HashMap<>();
        event.put("t", type);
        event.put("chat_id", chat);
        event.put("seq", seq);
        event.put("sender_id", new UserId(UUID.randomUUID()));
        event.put("client_msg_id", UUID.randomUUID());
        event.put("sent_at", "2026-11-22T12:00:00.123Z");
        return event;
    }
}
