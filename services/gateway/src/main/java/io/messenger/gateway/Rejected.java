package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ApiException;
import org.jspecify.annotations.Nullable;

/// A command that this gateway refused; it never reached the log.
record Rejected(
        String t,
        @Nullable String id,
        JsonNode chatId,
        JsonNode clientMsgId,
        String code,
        String message,
        @Nullable String field,
        @Nullable Long retryAfterMs) {

    static Rejected of(ClientFrame frame, ApiException refusal) {
        JsonNode fields = frame.fields().node();
        return new Rejected(
                "rejected",
                frame.id(),
                fields.path("chat_id"),
                fields.path("client_msg_id"),
                refusal.code().wire(),
                refusal.detail(),
                refusal.field(),
                refusal.retryAfter() == null ? null : refusal.retryAfter().toMillis());
    }
}
