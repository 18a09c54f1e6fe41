package io.messenger.proof.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.UserId;

/// A place of a chat's log at which a message was edited, deleted, reacted to or pinned.
///
/// @param sender who did it
public record Change(ChatId chat, long seq, UserId sender, ClientMsgId key, Deed deed)
        implements Event {

    static Change of(JsonNode event) {
        return new Change(
                ChatId.parse(event.get("chat_id").asText()),
                event.get("seq").asLong(),
                UserId.parse(event.get("sender_id").asText()),
                ClientMsgId.parse(event.get("client_msg_id").asText()),
                Deed.ofEvent(event));
    }

    long target() {
        return deed.target();
    }

    Item.Author author() {
        return new Item.Author(sender, key);
    }
}
