package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.testing.Account;
import io.messenger.testing.Await;
import io.messenger.testing.TestSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Presence is shown to those who may see it, over two gateways.
class PrivacyTest {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final TwoGateways messenger = TwoGateways.shared();
    private final Account ann = messenger.account("ann");
    private final Account ben = messenger.account("ben");
    private final Account cal = messenger.account("cal");
    private final ChatId group = messenger.group(ann, ben, cal);

    @Test
    void whoeverHidesIsShownOfflineAtOnceAndNoChangeAfterThat() {
        try (TestSocket a = attach(messenger.first(), ann);
                TestSocket c = attach(messenger.second(), cal)) {
            TestSocket b = attach(messenger.second(), ben);
            watch(a, group);
            presence(a, ben, true);
            lastSeen(ben, "nobody");
            assertThat(presence(a, ben, false).has("last_seen")).isFalse();

            b.close();
            assertThat(profile(ann, ben).has("last_seen")).isFalse();
            watch(c, group);
            assertThat(presence(c, ben, false).has("last_seen")).isFalse();
            TestSocket again = attach(messenger.first(), ben);
            lastSeen(ben, "chats");
            presence(a, ben, true);
            presence(c, ben, true);
            assertThat(a.frames())
                    .filteredOn(frame -> is(frame, ben) && frame.get("online").asBoolean())
                    .as("before and after, and nothing of the coming back meanwhile")
                    .hasSize(2);
            again.close();
            assertThat(presence(a, ben, false).has("last_seen")).isTrue();
            Await.until("the profile has it too", WITHIN, () -> profile(ann, ben).has("last_seen"));
            assertThat(profile(messenger.account("eve"), ben).has("last_seen")).isFalse();
        }
    }

    @Test
    void aBlockHidesEachFromTheOtherOnScreensThatAreOpen() {
        ChatId direct = direct();
        try (TestSocket a = attach(messenger.first(), ann);
                TestSocket b = attach(messenger.second(), ben);
                TestSocket c = attach(messenger.second(), cal)) {
            watch(a, group, direct);
            watch(b, group, direct);
            watch(c, group);
            presence(a, ben, true);
            presence(b, ann, true);
            presence(c, ann, true);
            block("PUT", 201);
            presence(a, ben, false);
            presence(b, ann, false);
            assertThat(c.frames())
                    .as("who is not blocked sees what was to be seen")
                    .noneMatch(frame -> is(frame, ann) && !frame.get("online").asBoolean());

            Await.until("nobody types at the other", WITHIN, () -> refusedToType(b, direct));
            block("DELETE", 204);
            presence(a, ben, true);
            presence(b, ann, true);
            Await.until(
                    "one types at the other again",
                    WITHIN,
                    () -> {
                        a.send(Map.of("t", "typing", "chat_id", direct, "on", true));
                        return b.frames().stream()
                                .anyMatch(frame -> frame.get("t").asText().equals("typing"));
                    });
        }
    }

    private static boolean refusedToType(TestSocket socket, ChatId chat) {
        // With false: true is taken once in three seconds.
        socket.send(Map.of("t", "typing", "id", "typing", "chat_id", chat, "on", true));
        JsonNode answer =
                socket.await(
                        frame -> frame.path("id").asText().equals("typing"),
                        Duration.ofSeconds(10));
        return answer.get("t").asText().equals("error");
    }

    private ChatId direct() {
        JsonNode chat =
                messenger
                        .call(
                                "POST",
                                "/v1/chats",
                                ann,
                                Map.of("type", "direct", "member_ids", List.of(ben.userId())))
                        .json();
        return ChatId.parse(chat.get("chat_id").asText());
    }

    private void block(String method, int status) {
        assertThat(messenger.call(method, "/v1/blocks/" + ben.userId(), ann, Map.of()).status())
                .isEqualTo(status);
    }

    private void lastSeen(Account user, String by) {
        assertThat(
                        messenger
                                .call("PUT", "/v1/users/me/settings", user, Map.of("last_seen", by))
                                .status())
                .isEqualTo(200);
    }

    private JsonNode profile(Account viewer, Account user) {
        return messenger.call("GET", "/v1/users/" + user.userId(), viewer, Map.of()).json();
    }

    private static TestSocket attach(URI gateway, Account account) {
        return TestSocket.attach(gateway, account, Map.of());
    }

    private static void watch(TestSocket socket, ChatId... chats) {
        List<ChatId> ids = Arrays.asList(chats);
        socket.send(Map.of("t", "watch", "id", "w", "chat_ids", ids));
        socket.awaitType("reply");
    }

    private static JsonNode presence(TestSocket socket, Account of, boolean online) {
        return socket.await(
                frame -> is(frame, of) && frame.get("online").asBoolean() == online, WITHIN);
    }

    private static boolean is(JsonNode frame, Account of) {
        return frame.get("t").asText().equals("presence")
                && frame.get("user_id").asText().equals(of.userId().toString());
    }
}
