package io.messenger.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/// The name a user logs in with and is found by: 3 to 32 of `a-z 0-9 _ .`. Capitals are folded, so
/// that `Ann` and `ann` are one name.
public record Username(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9_.]{3,32}");

    public Username {
        value = value.toLowerCase(Locale.ROOT);
        if (!FORM.matcher(value).matches()) {
            throw ApiException.badRequest(
                    "username", "A username has 3 to 32 of the characters a-z 0-9 _ and dot.");
        }
    }

    /// Reads it in any case.
    ///
    /// @throws ApiException `bad_request` when `text` is no username
    @JsonCreator
    public static Username parse(String text) {
        return new Username(text);
    }

    @Override
    @JsonValue
    public String toString() {
        return value;
    }
}
