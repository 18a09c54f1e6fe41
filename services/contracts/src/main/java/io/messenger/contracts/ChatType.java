package io.messenger.contracts;

/// The kinds of chat: two people, up to a thousand, or many readers and few writers.
public enum ChatType implements Wire {
    DIRECT,
    GROUP,
    CHANNEL;

    /// The constant of this wire name.
    ///
    /// @throws IllegalArgumentException for an unknown name
    public static ChatType of(String wire) {
        return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
    }
}
