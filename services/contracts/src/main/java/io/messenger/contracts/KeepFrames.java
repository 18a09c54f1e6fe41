package io.messenger.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The frames that tell users' own devices how they keep a chat; state, in `ready` too.
public final class KeepFrames {
    private KeepFrames() {}

    /// Until when the chat is muted; null when it is not.
    public static byte[] mute(ChatId chat, @Nullable Instant until) {
        return state(
                "mute",
                chat,
                out -> {
                    if (until != null) {
                        out.writeStringField("muted_until", Times.format(until));
                    }
                });
    }

    /// Whether the chat is archived.
    public static byte[] archive(ChatId chat, boolean archived) {
        return state("archive", chat, out -> out.writeBooleanField("archived", archived));
    }

    /// Whether the other one of the direct chat is blocked.
    public static byte[] block(ChatId chat, boolean blocked) {
        return state("block", chat, out -> out.writeBooleanField("blocked", blocked));
    }

    private static byte[] state(String type, ChatId chat, JsonText.Piece content) {
        return JsonText.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("t", type);
            out.writeStringField("chat_id", chat.toString());
            content.writeTo(out);
            out.writeEndObject();
        });
    }
}
