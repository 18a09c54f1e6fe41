package io.messenger.contracts;

/// What a member may do, from most to least. `READER` reads only.
public enum Role implements Wire {
    OWNER,
    ADMIN,
    MEMBER,
    READER;

    /// Whether this role may send messages.
    public boolean writes() {
        return this != READER;
    }

    /// Whether this role may change the chat and its members.
    public boolean manages() {
        return this == OWNER || this == ADMIN;
    }

    /// The constant of this wire name.
    ///
    /// @throws IllegalArgumentException for an unknown name
    public static Role of(String wire) {
        return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
    }
}
