package io.messenger.user;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Who may see when a user was last online.
enum SeenBy {
    EVERYONE,
    /// The user alone.
    NOBODY;

    /// The name in JSON and in the database.
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
