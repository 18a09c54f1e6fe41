package io.messenger.message;

import io.messenger.contracts.ChangeFrames;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import java.nio.charset.StandardCharsets;

/// A change of a message, or of how somebody keeps the chat, as the log took it.
///
/// @param seq its own place in the log; the head of that time when it takes none
/// @param target the seq of the message
/// @param event the frame that tells of it
record Operation(Key key, long seq, long target, String event) {
    static Operation of(Command command, Op.Change change, long seq) {
        byte[] event = ChangeFrames.event(command, change, seq);
        return new Operation(
                Key.of(command), seq, change.target(), new String(event, StandardCharsets.UTF_8));
    }

    /// How somebody keeps the chat: without a place of its own, and nothing to tell again.
    static Operation keep(Command command, long head) {
        return new Operation(Key.of(command), head, 0, "");
    }

    byte[] frame() {
        return event.getBytes(StandardCharsets.UTF_8);
    }
}
