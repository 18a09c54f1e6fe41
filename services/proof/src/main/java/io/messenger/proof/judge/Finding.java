package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import org.jspecify.annotations.Nullable;

/// A promise that was broken: where, and what should have been.
///
/// @param key of the message, where it is about one
public record Finding(
        Rule rule, ChatId chat, long seq, @Nullable ClientMsgId key, String expected) {
    static Finding of(Rule rule, Item item, String expected) {
        return new Finding(rule, item.chat(), item.seq(), item.key(), expected);
    }

    @Override
    public String toString() {
        return "%s: chat %s, seq %d, client_msg_id %s: expected %s"
                .formatted(rule, chat, seq, key == null ? "-" : key, expected);
    }
}
