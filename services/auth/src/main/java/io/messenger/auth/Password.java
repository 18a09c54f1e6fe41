package io.messenger.auth;

import io.messenger.contracts.Text;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// A password as it was typed, in one spelling: keyboards write the same accent as one character or
/// as two. It never shows itself.
record Password(String value) {
    Password {
        value = Normalizer.normalize(value, Normalizer.Form.NFKC);
    }

    byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    int characters() {
        return value.codePointCount(0, value.length());
    }

    /// Whether every character has bytes of its own; else two passwords would be one.
    boolean hashable() {
        return Text.storable(value);
    }

    @Override
    public String toString() {
        return "********";
    }
}
