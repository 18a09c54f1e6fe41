package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import io.messenger.testing.Account;
import io.messenger.testing.TestSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The first events of a large chat for those who become members of it.
class JoiningTest {
    private final ChatId chat = new ChatId(UUID.randomUUID());
    private final Account ann = LoneGateway.account();
    private final Account ben = LoneGateway.account();

    @Test
    void whoJoinsIsToldOfTheChatAndOnlyThenToAskWhatPassedBy() {
        try (LoneGateway gateway = new LoneGateway();
                TestSocket a = gateway.attach(ann);
                TestSocket b = gateway.attach(ben)) {
            gateway.log.tell(joining(5, ann), joined(5, ann));
            a.awaitType("resync");
            gateway.log.tell(Route.members(chat, 7, null), said(7));
            a.await(frame -> frame.path("seq").asLong() == 7, Duration.ofSeconds(10));

            gateway.log.tell(joining(6, ben), joined(6, ben));
            assertThat(b.awaitType("resync").get("chat_id").asText()).isEqualTo(chat.toString());
            assertThat(types(a)).containsSubsequence("member.joined", "resync", "message.new");
            assertThat(types(b)).containsSubsequence("member.joined", "resync");
        }
    }

    private static List<String> types(TestSocket socket) {
        return socket.frames().stream().map(frame -> frame.get("t").asText()).toList();
    }

    private Route joining(long seq, Account who) {
        return Route.joining(chat, seq, null, List.of(who.userId()));
    }

    private byte[] joined(long seq, Account who) {
        Map<String, Object> object = new HashMap<>();
        object.put("chat_id", chat);
        object.put("type", "channel");
        object.put("title", "News");
        object.put("created_by", ann.userId());
        object.put("created_at", "2026-11-22T12:00:00.123Z");
        object.put("role", "reader");
        object.put("head_seq", seq);
        Map<String, Object> frame = event("member.joined", seq);
        frame.put("user_id", who.userId());
        frame.put("role", "reader");
        frame.put("chat", object);
        return Json.bytes(frame);
    }

    private byte[] said(long seq) {
        Map<String, Object> frame = event("message.new", seq);
        frame.put("body", Map.of("type", "text", "text", "hello"));
        return Json.bytes(frame);
    }

    private Map<String, Object> event(String type, long seq) {
        Map<String, Object> frame = new HashMap<>();
        frame.put("t", type);
        frame.put("chat_id", chat);
        frame.put("seq", seq);
        frame.put("sender_id", new UserId(UUID.randomUUID()));
        frame.put("client_msg_id", UUID.randomUUID());
        frame.put("sent_at", "2026-11-22T12:00:00.123Z");
        return frame;
    }
}
