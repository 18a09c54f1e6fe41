package io.messenger.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.History;
import io.messenger.contracts.JsonText;
import io.messenger.contracts.Times;
import java.io.IOException;

/// The chat object that starts a chat on the devices of `viewer`: it has their own role, and in a
/// direct chat the other one as `peer_id`.
record ChatView(Chat chat, Member viewer) implements JsonText.Piece {
    /// A larger chat is told without its members: the chat service lists them by pages.
    private static final int MAX_MEMBERS = 1000;

    @Override
    public void writeTo(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("chat_id", chat.chatId.toString());
        out.writeStringField("type", chat.type.wire());
        if (chat.title != null) {
            out.writeStringField("title", chat.title);
        }
        if (chat.about != null) {
            out.writeStringField("about", chat.about);
        }
        if (chat.avatarUrl != null) {
            out.writeStringField("avatar_url", chat.avatarUrl);
        }
        if (chat.allSince > 0) {
            out.writeStringField("history", History.ALL.wire());
        }
        if (chat.type == ChatType.DIRECT) {
            writePeer(out);
        }
        out.writeStringField("created_by", chat.createdBy.toString());
        out.writeStringField("created_at", Times.format(chat.createdAt));
        out.writeStringField("role", viewer.role.wire());
        out.writeNumberField("head_seq", chat.headSeq);
        writeMembers(out);
        out.writeEndObject();
    }

    private void writePeer(JsonGenerator out) throws IOException {
        for (Member member : chat.members.values()) {
            if (member != viewer) {
                out.writeStringField("peer_id", member.userId.toString());
                return;
            }
        }
    }

    private void writeMembers(JsonGenerator out) throws IOException {
        if (chat.large() || chat.present().size() > MAX_MEMBERS) {
            return;
        }
        out.writeArrayFieldStart("members");
        for (Member member : chat.present()) {
            out.writeStartObject();
            out.writeStringField("user_id", member.userId.toString());
            out.writeStringField("role", member.role.wire());
            out.writeNumberField("joined_seq", member.joinedSeq);
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
