package io.messenger.auth;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.Username;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a new password must be: long, and not what everybody tries first.
final class PasswordRules {
    static final int MIN_CHARS = 8;
    static final int MAX_CHARS = 128;
    private static final String LIST = "/auth-common-passwords.txt";

    private final Set<String> common;

    private PasswordRules(Set<String> common) {
        this.common = common;
    }

    static PasswordRules load() {
        try (InputStream in = PasswordRules.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + LIST);
            }
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new PasswordRules(lines.lines().collect(Collectors.toUnmodifiableSet()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + LIST, e);
        }
    }

    /// The password, when `username` may have it.
    ///
    /// @param field what the client calls it
    /// @throws ApiException `bad_request` with the field
    Password demand(Username username, String field, String text) {
        Password password = new Password(text);
        int characters = password.characters();
        if (characters < MIN_CHARS || characters > MAX_CHARS || !password.hashable()) {
            throw ApiException.badRequest(
                    field, "A password has " + MIN_CHARS + " to " + MAX_CHARS + " characters.");
        }
        String folded = password.value().toLowerCase(Locale.ROOT);
        if (common.contains(folded) || folded.equals(username.value())) {
            throw ApiException.badRequest(
                    field, "This password is one of the first that a stranger would try.");
        }
        return password;
    }
}
