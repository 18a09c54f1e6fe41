package io.messenger.auth;

import io.messenger.contracts.Fields;
import org.jspecify.annotations.Nullable;

/// What shows who somebody is: the password, and for an account with a second factor also a code,
/// of the app or for recovery. It never shows itself.
///
/// @param code null when none was sent
record Proof(Password password, @Nullable String code) {
    /// Reads the field `code` and the one of the password.
    static Proof of(Fields body, String passwordField) {
        return new Proof(
                new Password(body.text(passwordField)),
                body.has("code") ? body.text("code") : null);
    }

    @Override
    public String toString() {
        return "********";
    }
}
