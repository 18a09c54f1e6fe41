package io.messenger.proof.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.UserId;
import org.jspecify.annotations.Nullable;

/// A message or a system message: what the history has at one seq of a chat's log.
///
/// @param state as it was delivered, or as the history has it
public record Item(
        ChatId chat, long seq, UserId sender, ClientMsgId key, Content content, State state)
        implements Event {
    static final String MESSAGE = "message.new";
    static final String CREATED = "chat.created";
    static final String JOINED = "member.joined";
    static final String LEFT = "member.left";
    static final String ALL = "all";

    /// What it is; this never changes.
    ///
    /// @param type the `t` of its live event, such as `message.new` or `member.joined`
    /// @param user whom a system message is about, if anybody
    /// @param history what a system message makes of what members see: "all" or "joined"
    public record Content(String type, @Nullable UserId user, @Nullable String history) {
        static final Content SAID = new Content(MESSAGE, null, null);

        private static Content of(String type, JsonNode about) {
            return new Content(
                    type,
                    about.has("user_id") ? UserId.parse(about.get("user_id").asText()) : null,
                    about.has("history") ? about.get("history").asText() : null);
        }
    }

    /// Of a live event.
    static Item ofEvent(JsonNode event) {
        String type = event.get("t").asText();
        return type.equals(MESSAGE)
                ? of(event, Content.SAID, hash(event.path("body")))
                : of(event, Content.of(type, event), 0);
    }

    /// Of a message in a batch or in the history.
    public static Item ofMessage(JsonNode message) {
        JsonNode body = message.path("body");
        if (message.get("kind").asText().equals("message")) {
            return of(message, Content.SAID, hash(body));
        }
        return of(message, Content.of(body.get("type").asText(), body), 0);
    }

    private static Item of(JsonNode entry, Content content, int text) {
        return new Item(
                ChatId.parse(entry.get("chat_id").asText()),
                entry.get("seq").asLong(),
                UserId.parse(entry.get("sender_id").asText()),
                ClientMsgId.parse(entry.get("client_msg_id").asText()),
                content,
                State.of(entry, text));
    }

    /// The hash of the text in a body.
    static int hash(JsonNode body) {
        return body.path("text").asText().hashCode();
    }

    String type() {
        return content.type();
    }

    @Nullable UserId user() {
        return content.user();
    }

    /// Whether somebody said it: it is no system message.
    public boolean isMessage() {
        return type().equals(MESSAGE);
    }

    boolean isOf(UserId whom, String what) {
        return type().equals(what) && whom.equals(user());
    }

    /// Whether it is the same message, whatever was done to it.
    boolean isSameAs(@Nullable Item other) {
        return other != null && with(other.state).equals(other);
    }

    /// The same one in another state.
    public Item with(State other) {
        return new Item(chat, seq, sender, key, content, other);
    }

    Author author() {
        return new Author(sender, key);
    }

    /// Whose message it is, and which of theirs: what may be stored once.
    record Author(UserId sender, ClientMsgId key) {}
}
