package io.messenger.user;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.Text;
import org.jspecify.annotations.Nullable;

/// What users say of themselves.
final class About {
    /// The longest text, in Unicode code points.
    static final int MAX_CHARS = 280;

    private About() {}

    /// The text without the space around it; null when nothing is left.
    ///
    /// @throws ApiException `bad_request` when it is too long or cannot be stored
    static @Nullable String of(String text) {
        String about = text.strip();
        if (about.codePointCount(0, about.length()) > MAX_CHARS || !Text.storable(about)) {
            throw ApiException.badRequest(
                    "about", "What you say of yourself has at most " + MAX_CHARS + " characters.");
        }
        return about.isEmpty() ? null : about;
    }
}
