package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.Text;

/// What a group or channel is for: at most 280 characters (code points), on any number of lines. An
/// empty one says nothing.
record About(String text) {
    static final int MAX_CHARS = 280;

    static final About NOTHING = new About("");

    About {
        text = text.strip();
        if (text.codePointCount(0, text.length()) > MAX_CHARS || !Text.storable(text)) {
            throw ApiException.badRequest(
                    "about", "What a chat is for has at most " + MAX_CHARS + " characters.");
        }
    }
}
