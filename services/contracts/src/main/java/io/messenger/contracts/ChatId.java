package io.messenger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names a chat, the unit of ordering and of partitioning.
public record ChatId(UUID value) {
    /// Reads the canonical form.
    ///
    /// @throws IllegalArgumentException when `text` is no canonical UUID
    @JsonCreator
    public static ChatId parse(String text) {
        return new ChatId(Uuids.parse(text));
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
