package io.messenger.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.messenger.contracts.JsonText;
import io.messenger.contracts.Times;
import io.messenger.contracts.UserId;
import java.io.IOException;

/// The chat object that starts a chat on the devices of `viewer`: it has their own role, and in a
/// direct chat the other one as `peer_id`.
record ChatView(Chat chat, UserId viewer) implements JsonText.Piece {
    @Override
    public void writeTo(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("chat_id", chat.chatId.toString());
        out.writeStringField("type", chat.type.wire());
        if (chat.title != null) {
            out.writeStringField("title", chat.title);
        }
        if (chat.type == io.messenger.contracts.ChatType.DIRECT) {
            writePeer(out);
        }
        out.writeStringField("created_by", chat.createdBy.toString());
        out.writeStringField("created_at", Times.format(chat.createdAt));
        Member me = chat.members.get(viewer);
        if (me != null) {
            out.writeStringField("role", me.role.wire());
        }
        out.writeNumberField("head_seq", chat.headSeq);
        out.writeArrayFieldStart("members");
        for (Member member : chat.members.values()) {
            if (member.present()) {
                writeMember(out, member);
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void writePeer(JsonGenerator out) throws IOException {
        for (UserId member : chat.members.keySet()) {
            if (!member.equals(viewer)) {
                out.writeStringField("peer_id", member.toString());
            }
        }
    }

    private static void writeMember(JsonGenerator out, Member member) throws IOException {
        out.writeStartObject();
        out.writeStringField("user_id", member.userId.toString());
        out.writeStringField("role", member.role.wire());
        out.writeNumberField("joined_seq", member.joinedSeq);
        out.writeEndObject();
    }
}
