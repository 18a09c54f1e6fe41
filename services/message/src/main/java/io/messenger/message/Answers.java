package io.messenger.message;

import io.messenger.contracts.ChangeFrames;
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

    /// A retry of a change: its stored event again.
    void stored(Command command, Operation operation) {
        answer(command, operation.seq(), operation.frame());
    }

    /// What took no place in the log is done, or was so already. A request without a name of its
    /// own is named by its key.
    void done(Command command) {
        Origin origin = command.origin();
        if (origin != null) {
            String request = origin.request();
            String id = request == null ? command.clientMsgId().toString() : request;
            answer(command, 0, ChangeFrames.reply(id));
        }
    }

    void rejected(Command command, ErrorCode code) {
        Origin origin = command.origin();
        String request = origin == null ? null : origin.request();
        answer(command, 0, Frames.rejected(request, command.chatId(), command.clientMsgId(), code));
    }

    private void answer(Command command, long seq, byte[] frame) {
        Origin origin = command.origin();
        if (origin != null) {
            Route route = Route.answer(command.chatId(), seq, origin.conn());
            events.add(new Event(route, origin.lane(), frame));
        }
    }
}
