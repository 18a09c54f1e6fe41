package io.messenger.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/// The frames about changes of messages, which gateways pass on untouched.
public final class ChangeFrames {
    private ChangeFrames() {}

    /// The log event of a change.
    ///
    /// @param seq its own place in the log
    /// @throws IllegalArgumentException when the change leaves none: deleting for oneself
    public static byte[] event(Command command, Op.Change change, long seq) {
        return JsonText.bytes(out -> {
            String at = Times.format(command.at());
            out.writeStartObject();
            out.writeStringField("t", type(change));
            out.writeStringField("chat_id", command.chatId().toString());
            out.writeNumberField("seq", seq);
            out.writeNumberField("target", change.target());
            out.writeStringField("sender_id", command.senderId().toString());
            out.writeStringField("client_msg_id", command.clientMsgId().toString());
            writeContent(out, change, at);
            out.writeStringField("sent_at", at);
            out.writeEndObject();
        });
    }

    /// In place of an event whose message the recipient does not see: it only moves the cursor.
    public static byte[] unseen(ChatId chat, long seq) {
        return JsonText.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("t", "unseen");
            out.writeStringField("chat_id", chat.toString());
            out.writeNumberField("seq", seq);
            out.writeEndObject();
        });
    }

    /// A message that the user deleted for oneself, for the user's own devices.
    public static byte[] hidden(ChatId chat, long target) {
        return JsonText.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("t", "hidden");
            out.writeStringField("chat_id", chat.toString());
            out.writeNumberField("target", target);
            out.writeEndObject();
        });
    }

    /// The answer to a change that took no place in the log.
    public static byte[] reply(String id) {
        return JsonText.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("t", "reply");
            out.writeStringField("id", id);
            out.writeEndObject();
        });
    }

    private static String type(Op.Change change) {
        return switch (change) {
            case Op.Edit _ -> "message.edited";
            case Op.Delete delete when delete.scope() == Op.Scope.ALL -> "message.deleted";
            case Op.Delete _ -> throw new IllegalArgumentException("it leaves no event");
            case Op.React _ -> "reaction";
            case Op.Pin _ -> "pin";
        };
    }

    private static void writeContent(JsonGenerator out, Op.Change change, String at)
            throws IOException {
        switch (change) {
            case Op.Edit edit -> {
                out.writeFieldName("body");
                out.writeRawValue(edit.body().json());
                String mentions = edit.mentions().json();
                if (mentions != null) {
                    out.writeFieldName(Mentions.FIELD);
                    out.writeRawValue(mentions);
                }
                out.writeStringField("edited_at", at);
            }
            case Op.Delete _ -> out.writeStringField("deleted_at", at);
            case Op.React react -> {
                out.writeStringField("emoji", react.emoji());
                out.writeBooleanField("on", react.on());
            }
            case Op.Pin pin -> out.writeBooleanField("on", pin.on());
        }
    }
}
