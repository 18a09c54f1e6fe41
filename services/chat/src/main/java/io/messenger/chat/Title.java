package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.Text;

/// The name of a group or channel: one line of 1 to 128 characters (code points), not all blank.
record Title(String text) {
    static final int MAX_CHARS = 128;

    Title {
        if (text.isBlank()) {
            throw ApiException.badRequest("title", "A title has at least one visible character.");
        }
        if (text.codePointCount(0, text.length()) > MAX_CHARS) {
            throw ApiException.badRequest(
                    "title", "A title has at most " + MAX_CHARS + " characters.");
        }
        if (!Text.storable(text) || text.chars().anyMatch(Character::isISOControl)) {
            throw ApiException.badRequest("title", "A title is one line of text.");
        }
    }
}
