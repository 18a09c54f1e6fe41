package io.messenger.message;

import io.messenger.contracts.Command;
import io.messenger.contracts.Frames;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import io.messenger.contracts.Origin;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns stored entries into events for those who see them.
record Announcer(List<Event> events) {
    /// Tells of an entry: everybody who is there, and who left by it. Whose chat starts with it
    /// gets the chat object too.
    void tell(Chat chat, Command command, Message message) {
        List<UserId> present = chat.present();
        switch (command.op()) {
            case Op.Create _ -> present.forEach(user -> start(chat, user, message));
            case Op.Join join -> {
                start(chat, join.userId(), message);
                toAll(without(present, join.userId()), command, message);
            }
            case Op.Leave leave -> {
                List<UserId> all = new ArrayList<>(without(present, leave.userId()));
                all.add(leave.userId());
                toAll(all, command, message);
            }
            case Op.Send _, Op.SetRole _, Op.Update _, Op.Read _, Op.Received _ ->
                    toAll(present, command, message);
        }
    }

    private void toAll(List<UserId> users, Command command, Message message) {
        Origin origin = command.origin();
        Route route =
                Route.log(
                        message.chatId(),
                        message.seq(),
                        origin == null ? null : origin.conn(),
                        users);
        events.add(Event.to(route, Frames.stored(message, null)));
    }

    private void start(Chat chat, UserId user, Message message) {
        Route route = Route.log(chat.chatId, message.seq(), null, List.of(user));
        byte[] frame = Frames.stored(message, new ChatView(chat, user));
        events.add(Event.to(route, frame));
    }

    private static List<UserId> without(List<UserId> users, @Nullable UserId one) {
        return users.stream().filter(user -> !user.equals(one)).toList();
    }
}
