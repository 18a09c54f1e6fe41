package io.messenger.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.JsonText;
import io.messenger.platform.Principal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The answer to a gateway that attaches a socket: lines of JSON. The first is for the gateway,
/// `{"heads":{chat_id: seq},"large":[chat_id]}`: what the socket will have seen after the others,
/// and of which chats the gateway must know itself that the user is a member. The others are frames
/// for the socket: `ready`, then `batch`, `hidden` and `resync` for each chat that needs them.
record AttachFrames(Attach attach, Principal caller) {
    /// `ready` carries the last message of this many chats.
    private static final int WITH_LAST_MESSAGE = 200;

    List<byte[]> lines() {
        List<byte[]> lines = new ArrayList<>();
        lines.add(JsonText.bytes(this::writeHeads));
        lines.add(JsonText.bytes(this::writeReady));
        attach.batches().forEach(batch -> addTo(lines, batch));
        attach.ahead().forEach(chat -> lines.add(resync(chat)));
        return lines;
    }

    private static void addTo(List<byte[]> lines, ChangeBatch batch) {
        ChatId chat = batch.view().chatId();
        if (batch.moves()) {
            lines.add(batch.withoutHidden().frame(""));
        }
        lines.addAll(batch.hidden().frames(chat));
        if (batch.hidden().truncated()) {
            lines.add(resync(chat));
        }
    }

    private void writeHeads(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeObjectFieldStart("heads");
        for (MembershipRow row : attach.chats()) {
            out.writeNumberField(row.view().chatId().toString(), row.view().head());
        }
        out.writeEndObject();
        writeChats(
                out,
                "large",
                attach.chats().stream()
                        .filter(MembershipRow::large)
                        .map(row -> row.view().chatId())
                        .toList());
        out.writeEndObject();
    }

    private void writeReady(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("t", "ready");
        out.writeStringField("user_id", caller.userId().toString());
        out.writeStringField("device_id", caller.deviceId().toString());
        out.writeStringField("epoch", attach.epoch().toString());
        out.writeArrayFieldStart("chats");
        int written = 0;
        for (MembershipRow row : attach.chats()) {
            row.writeTo(out, written++ < WITH_LAST_MESSAGE);
        }
        out.writeEndArray();
        writeChats(out, "left", attach.left());
        out.writeEndObject();
    }

    static void writeChats(JsonGenerator out, String name, List<ChatId> chats) throws IOException {
        out.writeArrayFieldStart(name);
        for (ChatId chat : chats) {
            out.writeString(chat.toString());
        }
        out.writeEndArray();
    }

    private static byte[] resync(ChatId chat) {
        return JsonText.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("t", "resync");
            out.writeStringField("chat_id", chat.toString());
            out.writeEndObject();
        });
    }
}
