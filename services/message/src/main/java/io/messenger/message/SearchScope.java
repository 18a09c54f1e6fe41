package io.messenger.message;

import io.messenger.contracts.ChatId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// What the lexemes of a chat begin with: 48 bits of the chat's id. Two chats may share a scope,
/// which costs time and shows nothing, since hits are looked up by the chat's whole id.
record SearchScope(String text) {
    private static final int BYTES = 6;

    static SearchScope of(ChatId chat) {
        byte[] id =
                ByteBuffer.allocate(Long.BYTES)
                        .putLong(chat.value().getLeastSignificantBits())
                        .array();
        byte[] end = Arrays.copyOfRange(id, Long.BYTES - BYTES, Long.BYTES);
        return new SearchScope(Base64.getUrlEncoder().encodeToString(end));
    }

    String lexeme(String word) {
        return text + word;
    }
}
