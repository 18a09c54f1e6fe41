package io.messenger.gateway;

import io.messenger.contracts.UserId;
import java.util.Optional;

/// Somebody types, or stops to.
record Typing(UserId user, boolean on) {
    /// The published form.
    String encode() {
        return user + "|" + (on ? 1 : 0);
    }

    /// Reads the published form; empty when it is none of ours.
    static Optional<Typing> parse(String text) {
        String[] part = text.split("\\|", -1);
        try {
            return part.length == 2
                    ? Optional.of(new Typing(UserId.parse(part[0]), part[1].equals("1")))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
