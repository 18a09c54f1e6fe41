package io.messenger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names a user.
public record UserId(UUID value) {
    /// Reads the canonical form.
    ///
    /// @throws IllegalArgumentException when `text` is no canonical UUID
    @JsonCreator
    public static UserId parse(String text) {
        return new UserId(Uuids.parse(text));
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
