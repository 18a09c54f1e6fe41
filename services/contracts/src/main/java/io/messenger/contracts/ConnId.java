package io.messenger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names one WebSocket connection at one gateway.
public record ConnId(UUID value) {
    /// Reads the canonical form.
    ///
    /// @throws IllegalArgumentException when `text` is no canonical UUID
    @JsonCreator
    public static ConnId parse(String text) {
        return new ConnId(Uuids.parse(text));
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
