package io.messenger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// What people read instead of a username: 1 to [#MAX_CHARS] code points on one line, without space
/// around it.
public record DisplayName(String value) {
    /// The longest name, in Unicode code points.
    public static final int MAX_CHARS = 64;

    public DisplayName {
        value = value.strip();
        if (value.isEmpty()
                || value.codePointCount(0, value.length()) > MAX_CHARS
                || !Text.storable(value)
                || value.codePoints().anyMatch(Character::isISOControl)) {
            throw ApiException.badRequest(
                    "display_name",
                    "A display name has 1 to " + MAX_CHARS + " characters on one line.");
        }
    }

    /// Reads it and drops the space around it.
    ///
    /// @throws ApiException `bad_request` when `text` is no display name
    @JsonCreator
    public static DisplayName parse(String text) {
        return new DisplayName(text);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
