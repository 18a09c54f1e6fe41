package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.contracts.Route;
import io.messenger.testing.Account;
import io.messenger.testing.Await;
import io.messenger.testing.TestSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Events of a chat that a socket was not shown when it attached.
class ShownChatsTest {
    private final LogEvents chat = LogEvents.ofNew("group");
    private final LogEvents marks = LogEvents.ofNew("group");
    private final Account ann = LoneGateway.account();
    private final Account ben = LoneGateway.account();
    private final LoneGateway gateway = new LoneGateway();
    private final TestSocket witness = gateway.attach(ben);

    @BeforeEach
    void theWitnessIsInAChat() {
        tell(ben, marks.created(1));
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
            tell(ann, chat.said(7), chat.left(8, ann));
            awaitRead();
            gateway.releaseAttaches();
            a.awaitType("synced");
            assertThat(types(a)).doesNotContain("message.new", "member.left");
        }
    }

    @Test
    void norIsWhatComesAfterIt() {
        try (TestSocket a = gateway.attach(ann)) {
            tell(ann, chat.said(7), chat.left(8, ann));
            awaitRead();
            tell(ann, chat.said(9), chat.joined(10, ben, "member"));
            tell(ann, chat.joined(11, ann, "member"), chat.said(12));
            a.await(frame -> frame.path("seq").asLong() == 12, Duration.ofSeconds(10));
            assertThat(types(a)).containsExactly("member.joined", "message.new");
        }
    }

    @Test
    void aChatBeginsWithItsCreation() {
        try (TestSocket a = gateway.attach(ann)) {
            tell(ann, chat.created(1), chat.said(2));
            a.await(frame -> frame.path("seq").asLong() == 2, Duration.ofSeconds(10));
            assertThat(types(a)).containsExactly("chat.created", "message.new");
        }
    }

    /// Returns when the gateway has handed out all that it was told before.
    private void awaitRead() {
        tell(ben, marks.said(2));
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
}
