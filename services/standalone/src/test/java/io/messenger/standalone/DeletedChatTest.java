package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.testing.Account;
import io.messenger.testing.TestDevice;
import io.messenger.testing.TestSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A chat that its owner deletes for everybody, over two gateways.
class DeletedChatTest {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final TwoGateways messenger = TwoGateways.shared();
    private final Account owner = messenger.account("owner");
    private final Account ann = messenger.account("ann");
    private final Account ben = messenger.account("ben");

    @Test
    void everyDeviceDropsItWhereverItIsAndAlsoWhenItWasAway() {
        ChatId chat = messenger.group(owner, ann, ben);
        try (TestDevice o = messenger.atFirst(owner);
                TestDevice a = messenger.atSecond(ann);
                TestDevice b = messenger.atSecond(ben)) {
            o.awaitEcho(o.send(chat, "hello"), WITHIN);
            a.awaitSeq(chat, 2, WITHIN);
            b.awaitSeq(chat, 2, WITHIN);
            b.disconnect();

            assertThat(delete(chat).status()).isEqualTo(204);

            o.awaitMembership(chat, false, WITHIN);
            a.awaitMembership(chat, false, WITHIN);
            assertThat(lastOf(a, chat)).isEqualTo("chat.deleted");
            b.connect();
            b.awaitMembership(chat, false, WITHIN);
            assertThat(a.awaitRefusal(a.send(chat, "anybody?"), WITHIN)).isEqualTo("not_member");
        }
        assertThat(delete(chat).status()).isEqualTo(204);
        assertThat(messenger.call("GET", "/v1/chats/" + chat, ann, Map.of()).status())
                .isEqualTo(404);
    }

    /// What is stored before the end was seen by its sender; the rest is refused, and nothing is
    /// left without an answer.
    @Test
    void whatIsSentMeanwhileIsStoredBeforeTheEndOrRefused() {
        ChatId chat = messenger.group(owner, ann, ben);
        try (TestDevice a = messenger.atSecond(ann);
                TestDevice b = messenger.atFirst(ben)) {
            List<ClientMsgId> sent = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                sent.add(a.send(chat, "message " + i));
                if (i == 20) {
                    Thread.startVirtualThread(() -> delete(chat));
                }
            }
            a.awaitMembership(chat, false, WITHIN);
            b.awaitMembership(chat, false, WITHIN);
            a.awaitEmptyOutbox(WITHIN);

            assertThat(lastOf(a, chat)).isEqualTo("chat.deleted");
            assertThat(a.log(chat)).isEqualTo(b.log(chat));
            assertThat(a.log(chat)).hasSizeBetween(1, 1 + sent.size());
        }
    }

    @Test
    void aLargeChannelIsDroppedByThoseWhomNoEventNames() {
        Account cal = messenger.account("cal");
        ChatId chat = messenger.channel(owner, ann, ben, cal);
        try (TestDevice o = messenger.atFirst(owner);
                TestDevice a = messenger.atSecond(ann);
                TestDevice b = messenger.atSecond(ben)) {
            o.awaitEcho(o.send(chat, "news"), WITHIN);
            a.awaitSeq(chat, 2, WITHIN);
            delete(chat);
            for (TestDevice device : List.of(o, a, b)) {
                device.awaitMembership(chat, false, WITHIN);
            }
            try (TestDevice c = messenger.atFirst(cal)) {
                assertThat(c.chats()).doesNotContain(chat);
            }
        }
    }

    /// It moves its cursor as by any event, and the next `ready` takes the chat from it.
    @Test
    void aClientThatDoesNotKnowTheEventLosesTheChatAtItsNextConnect() {
        ChatId chat = messenger.group(owner, ann);
        try (TestSocket socket =
                TestSocket.attach(messenger.second(), ann, Map.of(chat.toString(), 1L))) {
            delete(chat);
            JsonNode unknown = socket.awaitType("chat.deleted");
            assertThat(unknown.get("seq").asLong()).isEqualTo(2);
        }
        try (TestSocket socket = TestSocket.open(messenger.second())) {
            socket.send(
                    Map.of(
                            "t", "auth",
                            "token", ann.accessToken(),
                            "device_id", ann.deviceId(),
                            "cursors", Map.of(chat.toString(), 2L)));
            JsonNode ready = socket.awaitType("ready");
            assertThat(ready.get("chats")).isEmpty();
            assertThat(ready.get("left").valueStream().map(JsonNode::asText))
                    .containsExactly(chat.toString());
        }
    }

    private WholeMessenger.Answer delete(ChatId chat) {
        return messenger.call("DELETE", "/v1/chats/" + chat, owner, Map.of());
    }

    private static String lastOf(TestDevice device, ChatId chat) {
        return device.log(chat).getLast().what().get("t").asText();
    }
}
