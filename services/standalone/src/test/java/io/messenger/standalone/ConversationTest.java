package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.CloseCode;
import io.messenger.testing.Account;
import io.messenger.testing.TestDevice;
import io.messenger.testing.TestSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// People talk to each other, through the public door.
class ConversationTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final Account anna = WholeMessenger.accounts().create("anna");
    private final Account boris = WholeMessenger.accounts().create("boris");

    @Test
    void twoPeopleTalkAndBothSeeTheSameLog() {
        ChatId chat = WholeMessenger.directChat(anna, boris);
        try (TestDevice a = device(anna);
                TestDevice b = device(boris)) {
            a.awaitEcho(a.send(chat, "привет"), WITHIN);
            b.awaitEcho(b.send(chat, "hello"), WITHIN);
            a.awaitSeq(chat, 3, WITHIN);
            b.awaitSeq(chat, 3, WITHIN);
            assertThat(texts(a.messages(chat))).containsExactly("привет", "hello");
            assertThat(texts(b.messages(chat))).containsExactly("привет", "hello");
        }
    }

    @Test
    void aGroupReachesEveryDeviceOfEveryMember() {
        Account clara = WholeMessenger.accounts().create("clara");
        Account annasPhone = WholeMessenger.accounts().anotherDevice(anna);
        ChatId chat = WholeMessenger.group(anna, boris, clara);
        try (TestDevice laptop = device(anna);
                TestDevice phone = device(annasPhone);
                TestDevice b = device(boris);
                TestDevice c = device(clara)) {
            for (int i = 0; i < 20; i++) {
                b.send(chat, "b" + i);
                c.send(chat, "c" + i);
            }
            b.awaitEmptyOutbox(WITHIN);
            c.awaitEmptyOutbox(WITHIN);
            for (TestDevice device : List.of(laptop, phone, b, c)) {
                device.awaitSeq(chat, 41, WITHIN);
                assertThat(device.messages(chat)).isEqualTo(laptop.messages(chat));
            }
            assertThat(texts(laptop.messages(chat)).stream().filter(t -> t.startsWith("b")))
                    .as("one sender's messages keep their order")
                    .containsExactlyElementsOf(
                            java.util.stream.IntStream.range(0, 20)
                                    .mapToObj(i -> "b" + i)
                                    .toList());
        }
    }

    @Test
    void whoWasAwayGetsWhatWasMissed() {
        ChatId chat = WholeMessenger.directChat(anna, boris);
        try (TestDevice a = device(anna);
                TestDevice b = device(boris)) {
            a.awaitEcho(a.send(chat, "one"), WITHIN);
            b.awaitSeq(chat, 2, WITHIN);
            b.cut();
            a.awaitEcho(a.send(chat, "two"), WITHIN);
            a.awaitEcho(a.send(chat, "three"), WITHIN);
            b.send(chat, "written while away");
            b.connect();
            b.awaitEmptyOutbox(WITHIN);
            b.awaitSeq(chat, 5, WITHIN);
            a.awaitSeq(chat, 5, WITHIN);
            assertThat(texts(b.messages(chat)))
                    .containsExactly("one", "two", "three", "written while away");
            assertThat(b.messages(chat)).isEqualTo(a.messages(chat));
        }
    }

    @Test
    void historyIsReadOverRest() {
        ChatId chat = WholeMessenger.directChat(anna, boris);
        try (TestDevice a = device(anna)) {
            for (int i = 1; i <= 5; i++) {
                a.awaitEcho(a.send(chat, "m" + i), WITHIN);
            }
        }
        JsonNode end = history(chat, "limit=2");
        assertThat(end.get("head_seq").asLong()).isEqualTo(6);
        assertThat(seqs(end)).containsExactly(5L, 6L);
        assertThat(seqs(history(chat, "before_seq=5&limit=2"))).containsExactly(3L, 4L);
        assertThat(seqs(history(chat, "after_seq=2&limit=2"))).containsExactly(3L, 4L);
        assertThat(seqs(history(chat, "around_seq=4&limit=3"))).containsExactly(3L, 4L, 5L);
    }

    @Test
    void aScriptSendsOverRestAndARetryIsTheSameMessage() {
        ChatId chat = WholeMessenger.directChat(anna, boris);
        ClientMsgId key = new ClientMsgId(UUID.randomUUID());
        JsonNode first = post(chat, key, "from a script").json();
        WholeMessenger.Answer again = post(chat, key, "from a script");
        assertThat(first.get("seq").asLong()).isEqualTo(2);
        assertThat(first.get("body").get("text").asText()).isEqualTo("from a script");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(first);
        assertThat(seqs(history(chat, "limit=10"))).containsExactly(1L, 2L);
    }

    @Test
    void whoJoinsSeesWhatComesAndWhoLeftSeesNoMore() {
        Account clara = WholeMessenger.accounts().create("clara");
        ChatId chat = WholeMessenger.group(anna, boris);
        try (TestDevice a = device(anna);
                TestDevice c = device(clara)) {
            a.awaitEcho(a.send(chat, "before clara"), WITHIN);
            String member = "/v1/chats/" + chat + "/members/" + clara.userId();
            WholeMessenger.Answer joined =
                    WholeMessenger.call("PUT", member, anna, Map.of("role", "member"));
            assertThat(joined.status()).isIn(200, 201);
            assertThat(joined.json().get("joined_seq").asLong()).isEqualTo(3);
            c.awaitMembership(chat, true, WITHIN);
            c.awaitEcho(c.send(chat, "hello all"), WITHIN);
            assertThat(WholeMessenger.call("DELETE", member, anna, null).status()).isEqualTo(204);
            c.awaitMembership(chat, false, WITHIN);
            ClientMsgId late = c.send(chat, "am I still here?");
            assertThat(c.awaitRefusal(late, WITHIN)).isEqualTo("not_member");
            assertThat(seqs(history(chat, "limit=10"))).containsExactly(1L, 2L, 3L, 4L, 5L);
            WholeMessenger.Answer hers =
                    WholeMessenger.call("GET", "/v1/chats/" + chat + "/messages", clara, null);
            assertThat(seqs(hers.json())).containsExactly(3L, 4L, 5L);
        }
    }

    @Test
    void aMessageIsEditedReactedToPinnedAndDeletedForAll() {
        ChatId chat = WholeMessenger.directChat(anna, boris);
        try (TestSocket a = TestSocket.attach(WholeMessenger.gateway(), anna, Map.of());
                TestSocket b = TestSocket.attach(WholeMessenger.gateway(), boris, Map.of())) {
            a.send(frame("send", chat, Map.of("body", text("first draft"))));
            b.awaitType("message.new");
            a.send(frame("edit", chat, Map.of("seq", 2, "body", text("better"))));
            JsonNode edited = b.awaitType("message.edited");
            assertThat(edited.get("target").asLong()).isEqualTo(2);
            assertThat(edited.get("seq").asLong()).isEqualTo(3);
            b.send(frame("react", chat, Map.of("seq", 2, "emoji", "👍", "on", true)));
            assertThat(a.awaitType("reaction").get("emoji").asText()).isEqualTo("👍");
            b.send(frame("pin", chat, Map.of("seq", 2, "on", true)));
            a.awaitType("pin");

            JsonNode message = history(chat, "limit=1").get("messages").get(0);
            assertThat(message.get("body").get("text").asText()).isEqualTo("better");
            assertThat(message.get("reactions").get("👍").get(0).asText())
                    .isEqualTo(boris.userId().toString());
            assertThat(message.get("pinned").asBoolean()).isTrue();
            assertThat(message.get("change_seq").asLong()).isEqualTo(5);

            a.send(frame("delete", chat, Map.of("seq", 2, "scope", "all")));
            assertThat(b.awaitType("message.deleted").get("target").asLong()).isEqualTo(2);
            JsonNode deleted = history(chat, "limit=1").get("messages").get(0);
            assertThat(deleted.has("deleted_at")).isTrue();
            assertThat(deleted.has("body")).isFalse();
        }
    }

    private static Map<String, Object> frame(String type, ChatId chat, Map<String, ?> fields) {
        Map<String, Object> frame = new LinkedHashMap<>(fields);
        frame.put("t", type);
        frame.put("chat_id", chat);
        frame.put("client_msg_id", UUID.randomUUID());
        return frame;
    }

    private static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }

    @Test
    void aChangedProfileReachesTheUsersOtherDevices() {
        Account annasPhone = WholeMessenger.accounts().anotherDevice(anna);
        try (TestSocket phone = TestSocket.attach(WholeMessenger.gateway(), annasPhone, Map.of())) {
            WholeMessenger.Answer changed =
                    WholeMessenger.call(
                            "PATCH", "/v1/users/me", anna, Map.of("display_name", "Anna B."));
            assertThat(changed.status()).isEqualTo(200);
            JsonNode profile = phone.awaitType("profile");
            assertThat(profile.get("user_id").asText()).isEqualTo(anna.userId().toString());
            assertThat(profile.get("display_name").asText()).isEqualTo("Anna B.");
        }
    }

    @Test
    void aChangedProfileReachesThoseWhoWatchItsUser() {
        ChatId chat = WholeMessenger.directChat(anna, boris);
        try (TestSocket socket = TestSocket.attach(WholeMessenger.gateway(), boris, Map.of())) {
            socket.send(Map.of("t", "watch", "id", "w", "chat_ids", List.of(chat)));
            socket.awaitType("reply");
            WholeMessenger.Answer changed =
                    WholeMessenger.call(
                            "PATCH", "/v1/users/me", anna, Map.of("display_name", "Anna C."));
            JsonNode profile = socket.awaitType("profile");
            assertThat(profile.get("display_name").asText()).isEqualTo("Anna C.");
            assertThat(profile.get("version")).isEqualTo(changed.json().get("version"));
        }
    }

    @Test
    void aChangedProfileReachesWhoeverSharesAChatAndNobodyElse() {
        WholeMessenger.directChat(anna, boris);
        Account eve = WholeMessenger.accounts().create("eve");
        try (TestSocket socket = TestSocket.attach(WholeMessenger.gateway(), boris, Map.of());
                TestSocket stranger = TestSocket.attach(WholeMessenger.gateway(), eve, Map.of())) {
            assertThat(
                            WholeMessenger.call(
                                            "PATCH",
                                            "/v1/users/me",
                                            anna,
                                            Map.of("about", "Reads at night."))
                                    .status())
                    .isEqualTo(200);
            JsonNode profile = socket.awaitType("profile");
            assertThat(profile.get("user_id").asText()).isEqualTo(anna.userId().toString());
            assertThat(profile.get("about").asText()).isEqualTo("Reads at night.");
            assertThat(stranger.frames())
                    .noneMatch(frame -> frame.get("t").asText().equals("profile"));
        }
    }

    @Test
    void theDoorLeadsToPictures() {
        String nobodys = "/v1/avatars/" + UUID.randomUUID();
        WholeMessenger.Answer answer = WholeMessenger.call("GET", nobodys, null, null);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asText()).contains("picture");
        assertThat(WholeMessenger.call("PUT", "/v1/users/me/avatar", anna, Map.of("a", 1)).code())
                .isEqualTo("unsupported");
    }

    @Test
    void anEndedSessionLosesItsSocketAtOnce() {
        Account annasPhone = WholeMessenger.accounts().anotherDevice(anna);
        try (TestSocket phone = TestSocket.attach(WholeMessenger.gateway(), annasPhone, Map.of())) {
            WholeMessenger.Answer out =
                    WholeMessenger.call("POST", "/v1/auth/logout", annasPhone, null);
            assertThat(out.status()).isEqualTo(204);
            assertThat(phone.awaitClose()).isEqualTo(CloseCode.SESSION_REVOKED);
        }
    }

    private static TestDevice device(Account account) {
        return TestDevice.of(WholeMessenger.gateway(), account).connect();
    }

    private static WholeMessenger.Answer post(
            ChatId chat, Account account, ClientMsgId key, String text) {
        return WholeMessenger.call(
                "POST",
                "/v1/chats/" + chat + "/messages",
                account,
                io.messenger.contracts.Json.bytes(
                        Map.of("body", Map.of("type", "text", "text", text))),
                Map.of("Idempotency-Key", key.toString()));
    }

    private WholeMessenger.Answer post(ChatId chat, ClientMsgId key, String text) {
        return post(chat, anna, key, text);
    }

    private JsonNode history(ChatId chat, String query) {
        WholeMessenger.Answer answer =
                WholeMessenger.call("GET", "/v1/chats/" + chat + "/messages?" + query, anna, null);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static List<Long> seqs(JsonNode history) {
        return history.get("messages").valueStream().map(m -> m.get("seq").asLong()).toList();
    }

    private static List<String> texts(List<JsonNode> messages) {
        return messages.stream()
                .filter(message -> message.path("body").has("text"))
                .map(message -> message.path("body").path("text").asText())
                .toList();
    }
}
