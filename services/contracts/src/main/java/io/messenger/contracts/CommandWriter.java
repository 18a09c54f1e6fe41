package io.messenger.contracts;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.UUID;

/// Encodes commands as values of `message.send`.
public final class CommandWriter {
    private CommandWriter() {}

    /// UTF-8 JSON, flat: `op`, the common fields, then the fields of the op.
    public static byte[] bytes(Command command) {
        return JsonText.bytes(out -> write(out, command));
    }

    /// The Kafka key of a chat's records: its id as text. All of a chat's commands share a
    /// partition.
    public static byte[] key(ChatId chat) {
        return chat.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static void write(JsonGenerator out, Command command) throws IOException {
        out.writeStartObject();
        out.writeStringField("op", command.op().name());
        id(out, "chat_id", command.chatId().value());
        id(out, "sender_id", command.senderId().value());
        if (command.deviceId() != null) {
            id(out, "device_id", command.deviceId().value());
        }
        id(out, "client_msg_id", command.clientMsgId().value());
        writeOp(out, command.op());
        Origin origin = command.origin();
        if (origin != null) {
            out.writeObjectFieldStart("origin");
            out.writeNumberField("lane", origin.lane());
            id(out, "conn", origin.conn().value());
            if (origin.request() != null) {
                out.writeStringField("id", origin.request());
            }
            out.writeEndObject();
        }
        out.writeStringField("at", Times.format(command.at()));
        out.writeEndObject();
    }

    private static void writeOp(JsonGenerator out, Op op) throws IOException {
        switch (op) {
            case Op.Send send -> {
                out.writeFieldName("body");
                out.writeRawValue(send.body().json());
                if (send.replyTo() != null) {
                    out.writeNumberField("reply_to", send.replyTo());
                }
                mentions(out, send.mentions());
            }
            case Op.Change change -> writeChange(out, change);
            case Op.Read read -> out.writeNumberField("seq", read.seq());
            case Op.Received received -> out.writeNumberField("seq", received.seq());
            case Op.Create create -> writeCreate(out, create);
            case Op.Join join -> member(out, join.userId(), join.role());
            case Op.Leave leave -> id(out, "user_id", leave.userId().value());
            case Op.SetRole change -> member(out, change.userId(), change.role());
            case Op.Keep keep -> {
                if (keep.mutedUntil() != null) {
                    out.writeStringField("muted_until", Times.format(keep.mutedUntil()));
                }
                out.writeBooleanField("archived", keep.archived());
                out.writeBooleanField("blocked", keep.blocked());
            }
            case Op.Update update -> {
                if (update.title() != null) {
                    out.writeStringField("title", update.title());
                }
                if (update.about() != null) {
                    out.writeStringField("about", update.about());
                }
                if (update.history() != null) {
                    out.writeStringField("history", update.history().wire());
                }
                if (update.avatarUrl() != null) {
                    out.writeStringField("avatar_url", update.avatarUrl());
                }
            }
            case Op.DeleteChat _ -> {
                // All of it is in the common fields.
            }
        }
    }

    private static void writeChange(JsonGenerator out, Op.Change change) throws IOException {
        out.writeNumberField("seq", change.target());
        switch (change) {
            case Op.Edit edit -> {
                out.writeFieldName("body");
                out.writeRawValue(edit.body().json());
                mentions(out, edit.mentions());
            }
            case Op.Delete delete -> out.writeStringField("scope", delete.scope().wire());
            case Op.React react -> {
                out.writeStringField("emoji", react.emoji());
                out.writeBooleanField("on", react.on());
            }
            case Op.Pin pin -> out.writeBooleanField("on", pin.on());
        }
    }

    private static void mentions(JsonGenerator out, Mentions mentions) throws IOException {
        String json = mentions.json();
        if (json != null) {
            out.writeFieldName(Mentions.FIELD);
            out.writeRawValue(json);
        }
    }

    private static void writeCreate(JsonGenerator out, Op.Create create) throws IOException {
        out.writeStringField("type", create.type().wire());
        if (create.title() != null) {
            out.writeStringField("title", create.title());
        }
        out.writeArrayFieldStart("members");
        for (Op.Founder founder : create.members()) {
            out.writeStartObject();
            member(out, founder.userId(), founder.role());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void member(JsonGenerator out, UserId user, Role role) throws IOException {
        id(out, "user_id", user.value());
        out.writeStringField("role", role.wire());
    }

    private static void id(JsonGenerator out, String name, UUID id) throws IOException {
        out.writeStringField(name, id.toString());
    }
}
