package io.messenger.message;

import io.helidon.webserver.http.ServerRequest;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Message;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// Where a page of a search ended: hits are ordered by the time of sending, latest first. To
/// clients it is an opaque text.
record SearchCursor(Instant sentAt, ChatId chat, long seq) {
    private static final SearchCursor BEGINNING =
            new SearchCursor(
                    Instant.parse("9999-12-31T23:59:59Z"),
                    new ChatId(new UUID(-1, -1)),
                    Long.MAX_VALUE);

    /// What a client sent back, or the beginning.
    ///
    /// @throws ApiException `bad_request` when it is none of ours
    static SearchCursor of(ServerRequest req) {
        if (!req.query().contains("cursor")) {
            return BEGINNING;
        }
        try {
            byte[] raw = Base64.getUrlDecoder().decode(req.query().get("cursor"));
            String[] parts = new String(raw, StandardCharsets.UTF_8).split(" ", -1);
            if (parts.length == 3) {
                Instant sentAt = Instant.parse(parts[0]);
                if (!sentAt.isAfter(BEGINNING.sentAt) && sentAt.isAfter(Instant.EPOCH)) {
                    return new SearchCursor(
                            sentAt, ChatId.parse(parts[1]), Long.parseLong(parts[2]));
                }
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Refused below.
        }
        throw ApiException.badRequest("cursor", "This cursor is not one of an earlier page.");
    }

    static SearchCursor after(Message message) {
        return new SearchCursor(message.sentAt(), message.chatId(), message.seq());
    }

    String text() {
        byte[] raw = (sentAt + " " + chat + " " + seq).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    }
}
