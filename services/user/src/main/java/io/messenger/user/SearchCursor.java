package io.messenger.user;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/// Where a page of a search ended. To clients it is an opaque text.
///
/// @param term the last hit's term
/// @param userId the last hit
record SearchCursor(String term, UserId userId) {
    /// Before everything that begins with `prefix`.
    static SearchCursor before(String prefix) {
        return new SearchCursor(prefix, new UserId(new UUID(0, 0)));
    }

    /// Reads what a client sent back.
    ///
    /// @throws ApiException `bad_request` when it is none of ours
    static SearchCursor parse(String text) {
        try {
            String raw = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int separator = raw.indexOf(' ');
            if (separator > 0 && io.messenger.contracts.Text.storable(raw)) {
                return new SearchCursor(
                        raw.substring(separator + 1), UserId.parse(raw.substring(0, separator)));
            }
        } catch (IllegalArgumentException e) {
            // Refused below.
        }
        throw ApiException.badRequest("cursor", "This cursor is not one of an earlier page.");
    }

    String text() {
        byte[] raw = (userId + " " + term).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
    }
}
