package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.testing.Account;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// The events of a chat's log as the message service makes them.
///
/// @param type of the chat
record LogEvents(ChatId chat, String type) {
    static LogEvents ofNew(String type) {
        return new LogEvents(new ChatId(UUID.randomUUID()), type);
    }

    JsonNode created(long seq) {
        Map<String, Object> event = event("chat.created", seq);
        event.put("chat", object(seq, "owner"));
        return Json.MAPPER.valueToTree(event);
    }

    JsonNode joined(long seq, Account who, String role) {
        Map<String, Object> event = event("member.joined", seq);
        event.put("user_id", who.userId());
        event.put("role", role);
        event.put("chat", object(seq, role));
        return Json.MAPPER.valueToTree(event);
    }

    JsonNode left(long seq, Account who) {
        Map<String, Object> event = event("member.left", seq);
        event.put("user_id", who.userId());
        return Json.MAPPER.valueToTree(event);
    }

    JsonNode said(long seq) {
        Map<String, Object> event = event("message.new", seq);
        event.put("body", Map.of("type", "text", "text", "hello"));
        return Json.MAPPER.valueToTree(event);
    }

    private Map<String, Object> object(long head, String role) {
        Map<String, Object> object = new HashMap<>();
        object.put("chat_id", chat);
        object.put("type", type);
        object.put("title", "News");
        object.put("created_by", new UserId(UUID.randomUUID()));
        object.put("created_at", "2026-11-22T12:00:00.123Z");
        object.put("role", role);
        object.put("head_seq", head);
        return object;
    }

    private Map<String, Object> event(String type, long seq) {
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
