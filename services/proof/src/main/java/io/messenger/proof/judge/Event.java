package io.messenger.proof.judge;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;

/// What stands at one seq of a chat's log, as a socket was told it: whatever moves a cursor.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Item.class, name = "item"),
    @JsonSubTypes.Type(value = Change.class, name = "change"),
    @JsonSubTypes.Type(value = Event.Passing.class, name = "passing")
})
public sealed interface Event permits Item, Change, Event.Passing {
    ChatId chat();

    long seq();

    /// Of a frame with a `seq`.
    static Event of(JsonNode frame) {
        if (Deed.isOfChange(frame)) {
            return Change.of(frame);
        }
        return frame.has("client_msg_id")
                ? Item.ofEvent(frame)
                : new Passing(
                        ChatId.parse(frame.get("chat_id").asText()), frame.get("seq").asLong());
    }

    /// It moves the cursor and nothing else: `unseen`.
    record Passing(ChatId chat, long seq) implements Event {}
}
