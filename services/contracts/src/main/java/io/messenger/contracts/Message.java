package io.messenger.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of a chat's log in its current state: what history, `batch`, `last_message` and search
/// show.
///
/// @param changeSeq the seq of its latest change; its own seq when it never changed
/// @param body JSON; null once deleted
/// @param reactions JSON, by emoji who reacted; null for none
/// @param mentions JSON, the users whom it names; null for nobody
public record Message(
        ChatId chatId,
        long seq,
        long changeSeq,
        boolean system,
        UserId senderId,
        ClientMsgId clientMsgId,
        @Nullable String body,
        @Nullable Long replyTo,
        @Nullable Instant editedAt,
        @Nullable Instant deletedAt,
        Instant sentAt,
        @Nullable String reactions,
        boolean pinned,
        @Nullable String mentions) {

    /// Without reactions, pin and mentions.
    public Message(
            ChatId chatId,
            long seq,
            long changeSeq,
            boolean system,
            UserId senderId,
            ClientMsgId clientMsgId,
            @Nullable String body,
            @Nullable Long replyTo,
            @Nullable Instant editedAt,
            @Nullable Instant deletedAt,
            Instant sentAt) {
        this(
                chatId,
                seq,
                changeSeq,
                system,
                senderId,
                clientMsgId,
                body,
                replyTo,
                editedAt,
                deletedAt,
                sentAt,
                null,
                false,
                null);
    }

    /// As an object of its own.
    public void writeTo(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("chat_id", chatId.toString());
        out.writeNumberField("seq", seq);
        out.writeNumberField("change_seq", changeSeq);
        out.writeStringField("kind", system ? "system" : "message");
        writeContent(out);
        if (reactions != null) {
            out.writeFieldName("reactions");
            out.writeRawValue(reactions);
        }
        if (pinned) {
            out.writeBooleanField("pinned", true);
        }
        if (editedAt != null) {
            out.writeStringField("edited_at", Times.format(editedAt));
        }
        if (deletedAt != null) {
            out.writeStringField("deleted_at", Times.format(deletedAt));
        }
        out.writeStringField("sent_at", Times.format(sentAt));
        out.writeEndObject();
    }

    /// The fields that a `message.new` frame shares with the object.
    void writeContent(JsonGenerator out) throws IOException {
        out.writeStringField("sender_id", senderId.toString());
        out.writeStringField("client_msg_id", clientMsgId.toString());
        if (body != null) {
            out.writeFieldName("body");
            out.writeRawValue(body);
        }
        if (replyTo != null) {
            out.writeNumberField("reply_to", replyTo);
        }
        if (mentions != null) {
            out.writeFieldName(Mentions.FIELD);
            out.writeRawValue(mentions);
        }
    }
}
