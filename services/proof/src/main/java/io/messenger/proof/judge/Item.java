package io.messenger.proof.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.UserId;
import org.jspecify.annotations.Nullable;

/// One place of a chat's log, as it was delivered or as the history has it.
///
/// @param type the `t` of its live event, such as `message.new` or `member.joined`
/// @param user whom a system message is about, if anybody
/// @param text the hash of a message's text, 0 of a system message: a log shows nobody's words
public record Item(
        ChatId chat,
        long seq,
        UserId sender,
        ClientMsgId key,
        String type,
        @Nullable UserId user,
        int text) {
    static final String MESSAGE = "message.new";
    static final String CREATED = "chat.created";
    static final String JOINED = "member.joined";
    static final String LEFT = "member.left";

    /// Of a live event.
    static Item ofEvent(JsonNode event) {
        String type = event.get("t").asText();
        return of(event, type, event, type.equals(MESSAGE));
    }

    /// Of a message in a batch or in the history.
    public static Item ofMessage(JsonNode message) {
        JsonNode body = message.path("body");
        boolean said = message.get("kind").asText().equals("message");
        return of(message, said ? MESSAGE : body.get("type").asText(), body, said);
    }

    private static Item of(JsonNode entry, String type, JsonNode about, boolean said) {
        return new Item(
                ChatId.parse(entry.get("chat_id").asText()),
                entry.get("seq").asLong(),
                UserId.parse(entry.get("sender_id").asText()),
                ClientMsgId.parse(entry.get("client_msg_id").asText()),
                type,
                about.has("user_id") ? UserId.parse(about.get("user_id").asText()) : null,
                said ? hash(entry.path("body")) : 0);
    }

    /// The hash of the text in a body.
    static int hash(JsonNode body) {
        return body.path("text").asText().hashCode();
    }

    boolean isMessage() {
        return type.equals(MESSAGE);
    }

    boolean isOf(UserId whom, String what) {
        return type.equals(what) && whom.equals(user);
    }

    Author author() {
        return new Author(sender, key);
    }

    /// Whose message it is, and which of theirs: what may be stored once.
    record Author(UserId sender, ClientMsgId key) {}
}
