package io.messenger.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.messenger.contracts.ChangeFrames;
import io.messenger.contracts.ChatId;
import java.io.IOException;
import java.util.List;

/// What a user deleted for oneself in a chat while a device may have been away: a device with this
/// cursor may have missed it. It may also know it already, which does no harm.
///
/// @param seqs the messages, the latest hidden first
/// @param truncated whether there are more: what the device keeps of the chat it must read again
record HiddenSince(List<Long> seqs, boolean truncated) {
    static final HiddenSince NOTHING = new HiddenSince(List.of(), false);

    /// @param latestFirst what was hidden, and one more than `limit` if there is more
    static HiddenSince of(List<Long> latestFirst, int limit) {
        boolean truncated = latestFirst.size() > limit;
        return new HiddenSince(
                List.copyOf(truncated ? latestFirst.subList(0, limit) : latestFirst), truncated);
    }

    /// The `hidden` frames.
    List<byte[]> frames(ChatId chat) {
        return seqs.stream().map(seq -> ChangeFrames.hidden(chat, seq)).toList();
    }

    /// Without braces: `hidden`, `hidden_truncated`, as far as there is something to tell.
    void writeTo(JsonGenerator out) throws IOException {
        if (!seqs.isEmpty()) {
            out.writeArrayFieldStart("hidden");
            for (long seq : seqs) {
                out.writeNumber(seq);
            }
            out.writeEndArray();
        }
        if (truncated) {
            out.writeBooleanField("hidden_truncated", true);
        }
    }
}
