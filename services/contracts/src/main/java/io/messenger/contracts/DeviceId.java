package io.messenger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// Names a device of a user; chosen by the client, kept across logins.
public record DeviceId(UUID value) {
    /// Reads the canonical form.
    ///
    /// @throws IllegalArgumentException when `text` is no canonical UUID
    @JsonCreator
    public static DeviceId parse(String text) {
        return new DeviceId(Uuids.parse(text));
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
