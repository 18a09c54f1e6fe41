package io.messenger.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names an invite to those who manage the chat; it lets nobody in.
record InviteId(UUID value) {
    /// Reads a UUID.
    ///
    /// @throws IllegalArgumentException when `text` is no UUID
    static InviteId parse(String text) {
        return new InviteId(UUID.fromString(text));
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
