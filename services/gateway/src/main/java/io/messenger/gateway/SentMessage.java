package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// A message that was just stored, in the shape of the history.
record SentMessage(
        JsonNode chatId,
        JsonNode seq,
        JsonNode changeSeq,
        String kind,
        JsonNode senderId,
        JsonNode clientMsgId,
        JsonNode body,
        @Nullable JsonNode replyTo,
        @Nullable JsonNode mentions,
        JsonNode sentAt) {

    /// From the event that echoed it.
    static SentMessage of(JsonNode event) {
        return new SentMessage(
                event.path("chat_id"),
                event.path("seq"),
                event.path("seq"),
                "message",
                event.path("sender_id"),
                event.path("client_msg_id"),
                event.path("body"),
                event.get("reply_to"),
                event.get("mentions"),
                event.path("sent_at"));
    }
}
