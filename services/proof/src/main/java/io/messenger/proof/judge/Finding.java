package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import org.jspecify.annotations.Nullable;

/// A promise that was broken: where, and what should have been.
///
/// @param chat where it is about one
/// @param seq 0 where it is about none
/// @param key of the message, where it is about one
public record Finding(
        Rule rule, @Nullable ChatId chat, long seq, @Nullable ClientMsgId key, String expected) {
    static Finding of(Rule rule, Change change, String expected) {
        return new Finding(rule, change.chat(), change.seq(), change.key(), expected);
    }

    static Finding of(Rule rule, Item item, String expected) {
        return new Finding(rule, item.chat(), item.seq(), item.key(), expected);
    }

    @Override
    public String toString() {
        return chat == null ? "%s: expected %s".formatted(rule, expected) : place();
    }

    private String place() {
        return "%s: chat %s, seq %d, client_msg_id %s: expected %s"
                .formatted(rule, chat, seq, key == null ? "-" : key, expected);
    }
}
