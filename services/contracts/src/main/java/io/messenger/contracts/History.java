package io.messenger.contracts;

/// What the members of a group see of its log: what came from their joining on, or all of it. In a
/// channel it is always all.
public enum History implements Wire {
    JOINED,
    ALL;

    /// The constant of this wire name.
    ///
    /// @throws IllegalArgumentException for an unknown name
    public static History of(String wire) {
        return valueOf(wire.toUpperCase(java.util.Locale.ROOT));
    }
}
