package io.messenger.message;

import io.messenger.contracts.Command;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Frames;
import io.messenger.contracts.Message;
import io.messenger.contracts.Origin;
import io.messenger.contracts.Route;
import java.util.List;

/// Answers to the one connection that asked; nobody else learns of them.
record Answers(List<Event> events) {
    /// A retry: the stored event again.
    void stored(Command command, Message message) {
        answer(command, message.seq(), Frames.stored(message, null));
    }

    void rejected(Command command, ErrorCode code) {
        answer(command, 0, Frames.rejected(command.chatId(), command.clientMsgId(), code));
    }

    private void answer(Command command, long seq, byte[] frame) {
        Origin origin = command.origin();
        if (origin != null) {
            Route route = Route.answer(command.chatId(), seq, origin.conn());
            events.add(new Event(route, origin.lane(), frame));
        }
    }
}
