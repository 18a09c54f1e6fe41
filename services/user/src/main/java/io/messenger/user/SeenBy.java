package io.messenger.user;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Who may see whether a user is online, and when the user last was. Nobody with whom there is a
/// block does.
enum SeenBy {
    EVERYONE,
    /// Those who are in a chat with the user.
    CHATS,
    /// The user alone.
    NOBODY;

    /// The name in JSON and in the database.
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
