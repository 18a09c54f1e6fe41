package io.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The frames that gateways pass on untouched, and the message object within others.
final class FramesTest {
    private static final JsonText.Piece CHAT =
            out -> {
                out.writeStartObject();
                out.writeStringField("chat_id", Golden.CHAT.toString());
                out.writeStringField("type", "group");
                out.writeEndObject();
            };

    @Test
    void ofAMessage() {
        Message message = message(false, Golden.BODY.json(), 3L);

        assertThat(Golden.text(Frames.stored(message, null)))
                .isEqualTo(Golden.line("frame.message.new"));
    }

    @Test
    void ofSystemMessages() {
        event(new Op.Leave(Golden.BEN), "member.left", null);
        event(new Op.SetRole(Golden.BEN, Role.ADMIN), "member.role", null);
        event(new Op.Update("Bouldering"), "chat.updated", null);
        event(new Op.DeleteChat(), "chat.deleted", null);
    }

    @Test
    void thatStartAChatCarryIt() {
        List<Op.Founder> founders = List.of(new Op.Founder(Golden.ANN, Role.OWNER));
        event(new Op.Create(ChatType.GROUP, "Climbing", founders), "chat.created", CHAT);
        event(new Op.Join(Golden.BEN, Role.READER), "member.joined", CHAT);
    }

    @Test
    void ofRefusalsAndPointers() {
        assertThat(Golden.text(Frames.rejected(Golden.CHAT, Golden.ID, ErrorCode.NOT_MEMBER)))
                .isEqualTo(Golden.line("frame.rejected"));
        assertThat(Golden.text(Frames.receipt(Golden.CHAT, Golden.BEN, 7, 5)))
                .isEqualTo(Golden.line("frame.receipt"));
        assertThat(Golden.text(Frames.unread(Golden.CHAT, 5, 2, 0)))
                .isEqualTo(Golden.line("frame.unread"));
    }

    @Test
    void ofHowOneKeepsAChat() {
        assertThat(Golden.text(KeepFrames.mute(Golden.CHAT, Golden.LATER)))
                .isEqualTo(Golden.line("frame.mute"));
        assertThat(Golden.text(KeepFrames.archive(Golden.CHAT, true)))
                .isEqualTo(Golden.line("frame.archive"));
        assertThat(Golden.text(KeepFrames.block(Golden.CHAT, false)))
                .isEqualTo(Golden.line("frame.block"));
    }

    @Test
    void theMessageObjectIsWrittenAsInVersion1() {
        Message edited = changed(Golden.BODY.json(), true);
        Message deleted = changed(null, false);
        String joined = SystemBody.of(new Op.Join(Golden.BEN, Role.READER)).json();

        assertThat(JsonText.write(edited::writeTo)).isEqualTo(Golden.line("message"));
        assertThat(JsonText.write(deleted::writeTo)).isEqualTo(Golden.line("message.deleted"));
        assertThat(JsonText.write(message(true, joined, null)::writeTo))
                .isEqualTo(Golden.line("message.system"));
    }

    @Test
    void systemBodiesAreReadBack() throws IOException {
        SystemBody body = SystemBody.of(new Op.Join(Golden.BEN, Role.READER));

        assertThat(SystemBody.parse(body.json())).isEqualTo(body);
    }

    private static void event(Op op, String type, JsonText.@Nullable Piece chat) {
        Message message = message(true, SystemBody.of(op).json(), null);

        assertThat(Golden.text(Frames.stored(message, chat)))
                .isEqualTo(Golden.line("frame." + type));
    }

    private static Message message(boolean system, String body, @Nullable Long replyTo) {
        return new Message(
                Golden.CHAT,
                4,
                4,
                system,
                Golden.ANN,
                Golden.ID,
                body,
                replyTo,
                null,
                null,
                Golden.AT);
    }

    private static Message changed(@Nullable String body, boolean edited) {
        return new Message(
                Golden.CHAT,
                4,
                9,
                false,
                Golden.ANN,
                Golden.ID,
                body,
                edited ? 3L : null,
                edited ? Golden.LATER : null,
                edited ? null : Golden.LATER,
                Golden.AT);
    }
}
