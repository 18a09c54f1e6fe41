package io.messenger.user;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Of which messages of a kind of chats a user wants to be notified.
enum Loudness {
    ALL,
    MENTIONS,
    NONE;

    /// The name in JSON.
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
