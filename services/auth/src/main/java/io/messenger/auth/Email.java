package io.messenger.auth;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.Text;
import java.util.regex.Pattern;

/// An address as its owner writes it. Whether it exists only a letter to it can tell, so no more
/// than its form is checked.
record Email(String value) {
    private static final int MAX_CHARS = 254;
    private static final Pattern FORM = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");

    Email {
        if (value.length() > MAX_CHARS || !FORM.matcher(value).matches() || !Text.storable(value)) {
            throw ApiException.badRequest("email", "This is no email address.");
        }
    }
}
