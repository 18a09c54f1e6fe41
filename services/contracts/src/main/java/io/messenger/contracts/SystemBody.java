package io.messenger.contracts;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The body of a system message: what happened to the chat, and to whom. Who did it is the
/// message's sender.
///
/// @param type `chat.created`, `chat.updated`, `chat.deleted`, `member.joined`, `member.left` or
///   `member.role`; also the type of the frame that tells it
public record SystemBody(
        String type,
        @Nullable UserId userId,
        @Nullable Role role,
        @Nullable String title,
        @Nullable String about,
        @Nullable History history,
        @Nullable String avatarUrl) {

    /// The system message that a command of the chat service leaves in the log.
    ///
    /// @throws IllegalArgumentException when the op leaves none
    public static SystemBody of(Op op) {
        return switch (op) {
            case Op.Create create ->
                    new SystemBody("chat.created", null, null, create.title(), null, null, null);
            case Op.Join join -> ofMember("member.joined", join.userId(), join.role());
            case Op.Leave leave -> ofMember("member.left", leave.userId(), null);
            case Op.SetRole set -> ofMember("member.role", set.userId(), set.role());
            case Op.DeleteChat _ -> ofMember("chat.deleted", null, null);
            case Op.Update update ->
                    new SystemBody(
                            "chat.updated",
                            null,
                            null,
                            update.title(),
                            update.about(),
                            update.history(),
                            update.avatarUrl());
            case Op.Send _, Op.Change _, Op.Read _, Op.Received _, Op.Keep _ ->
                    throw new IllegalArgumentException(op.name() + " leaves no system message");
        };
    }

    private static SystemBody ofMember(String type, @Nullable UserId user, @Nullable Role role) {
        return new SystemBody(type, user, role, null, null, null, null);
    }

    /// Reads what [#json] wrote.
    public static SystemBody parse(String json) throws IOException {
        Fields in = new Fields(Json.MAPPER.readTree(json));
        return new SystemBody(
                in.text("type"),
                in.has("user_id") ? UserId.parse(in.text("user_id")) : null,
                in.has("role") ? Role.of(in.text("role")) : null,
                in.has("title") ? in.text("title") : null,
                in.has("about") ? in.text("about") : null,
                in.has("history") ? History.of(in.text("history")) : null,
                in.has("avatar_url") ? in.text("avatar_url") : null);
    }

    /// The stored form.
    public String json() {
        return JsonText.write(out -> {
            out.writeStartObject();
            out.writeStringField("type", type);
            writeContent(out);
            out.writeEndObject();
        });
    }

    void writeContent(com.fasterxml.jackson.core.JsonGenerator out) throws IOException {
        if (userId != null) {
            out.writeStringField("user_id", userId.toString());
        }
        if (role != null) {
            out.writeStringField("role", role.wire());
        }
        if (title != null) {
            out.writeStringField("title", title);
        }
        if (about != null) {
            out.writeStringField("about", about);
        }
        if (history != null) {
            out.writeStringField("history", history.wire());
        }
        if (avatarUrl != null) {
            out.writeStringField("avatar_url", avatarUrl);
        }
    }
}
