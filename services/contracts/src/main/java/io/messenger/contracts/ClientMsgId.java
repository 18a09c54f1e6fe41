package io.messenger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names one thing a client asked for; the idempotency key of every command.
public record ClientMsgId(UUID value) {
    /// Reads the canonical form.
    ///
    /// @throws IllegalArgumentException when `text` is no canonical UUID
    @JsonCreator
    public static ClientMsgId parse(String text) {
        return new ClientMsgId(Uuids.parse(text));
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
