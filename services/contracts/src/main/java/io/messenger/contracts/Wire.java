package io.messenger.contracts;

import com.fasterxml.jackson.annotation.JsonValue;

/// An enum constant's name on the wire and in the database: its Java name in lower case.
interface Wire {
    String name();

    @JsonValue
    default String wire() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
