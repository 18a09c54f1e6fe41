package io.messenger.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The frames that the message service encodes once and gateways pass on untouched.
public final class Frames {
    private Frames() {}

    /// The log event of a stored entry: `message.new`, or for a system message the event named by
    /// its body. The same entry always gives the same event.
    ///
    /// @param chat the chat object for the user whose chat starts here, else null
    public static byte[] stored(Message message, JsonText.@Nullable Piece chat) {
        return JsonText.bytes(out -> {
            out.writeStartObject();
            if (message.system()) {
                writeSystem(out, message, chat);
            } else {
                out.writeStringField("t", "message.new");
                place(out, message);
                message.writeContent(out);
            }
            out.writeStringField("sent_at", Times.format(message.sentAt()));
            out.writeEndObject();
        });
    }

    /// A send that was refused and not stored.
    public static byte[] rejected(ChatId chat, ClientMsgId id, ErrorCode code) {
        return rejected(null, chat, id, code);
    }

    /// A command that was refused and not stored.
    ///
    /// @param request the client's own name for its request; null when it has none
    public static byte[] rejected(
            @Nullable String request, ChatId chat, ClientMsgId id, ErrorCode code) {
        return JsonText.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("t", "rejected");
            if (request != null) {
                out.writeStringField("id", request);
            }
            out.writeStringField("chat_id", chat.toString());
            out.writeStringField("client_msg_id", id.toString());
            out.writeStringField("code", code.wire());
            out.writeEndObject();
        });
    }

    /// How far a member got, for the other members.
    public static byte[] receipt(ChatId chat, UserId user, long receivedSeq, long readSeq) {
        return JsonText.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("t", "receipt");
            out.writeStringField("chat_id", chat.toString());
            out.writeStringField("user_id", user.toString());
            out.writeNumberField("received_seq", receivedSeq);
            out.writeNumberField("read_seq", readSeq);
            out.writeEndObject();
        });
    }

    /// What is left to read, for the reader's own devices.
    public static byte[] unread(ChatId chat, long readSeq, long unread, long mentions) {
        return JsonText.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("t", "unread");
            out.writeStringField("chat_id", chat.toString());
            out.writeNumberField("read_seq", readSeq);
            out.writeNumberField("unread", unread);
            out.writeNumberField("mentions", mentions);
            out.writeEndObject();
        });
    }

    private static void place(JsonGenerator out, Message message) throws IOException {
        out.writeStringField("chat_id", message.chatId().toString());
        out.writeNumberField("seq", message.seq());
    }

    private static void writeSystem(
            JsonGenerator out, Message message, JsonText.@Nullable Piece chat) throws IOException {
        SystemBody body = systemBody(message);
        out.writeStringField("t", body.type());
        place(out, message);
        out.writeStringField("sender_id", message.senderId().toString());
        out.writeStringField("client_msg_id", message.clientMsgId().toString());
        body.writeContent(out);
        if (chat != null) {
            out.writeFieldName("chat");
            chat.writeTo(out);
        }
    }

    private static SystemBody systemBody(Message message) {
        try {
            return SystemBody.parse(java.util.Objects.requireNonNull(message.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "system message " + message.chatId() + "/" + message.seq() + " is damaged", e);
        }
    }
}
