package io.messenger.message;

import io.messenger.contracts.ChangeFrames;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Command;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.Frames;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import io.messenger.contracts.Origin;
import io.messenger.contracts.Role;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns stored entries into events for those who were members at that seq, also when it is told
/// again later: who has joined since must not learn of it, and who has left since must not miss it.
record Announcer(List<Event> events) {
    /// Tells of an entry. Whose chat starts with it gets the chat object too.
    void tell(Chat chat, Command command, Message message) {
        if (message.seq() > chat.largeSeq) {
            tellLarge(chat, command, message);
            return;
        }
        List<UserId> users = chat.membersAt(message.seq());
        switch (command.op()) {
            case Op.Create _ -> start(chat, users, message);
            case Op.Join join -> {
                if (users.remove(join.userId())) {
                    start(chat, List.of(join.userId()), message);
                }
                toAll(chat, users, command, message);
            }
            case Op.Leave leave -> {
                if (users.remove(leave.userId())) {
                    last(chat, List.of(leave.userId()), command, message);
                }
                toAll(chat, users, command, message);
            }
            case Op.DeleteChat _ -> last(chat, users, command, message);
            case Op.Send _,
                    Op.Change _,
                    Op.SetRole _,
                    Op.Update _,
                    Op.Read _,
                    Op.Received _,
                    Op.Keep _ ->
                    toAll(chat, users, command, message);
        }
    }

    private void last(Chat chat, List<UserId> users, Command command, Message message) {
        if (!users.isEmpty()) {
            Route route = Route.last(chat.chatId, message.seq(), conn(command), users);
            events.add(Event.to(route, Frames.stored(message, null)));
        }
    }

    /// Tells of a change. Who does not see its message learns only that its seq is taken.
    void tell(Chat chat, Command command, Operation operation) {
        if (operation.seq() > chat.largeSeq) {
            Route route = Route.members(chat.chatId, operation.seq(), conn(command));
            events.add(new Event(route, lane(command), operation.frame()));
            return;
        }
        Map<Boolean, List<UserId>> users =
                chat.membersAt(operation.seq()).stream()
                        .collect(
                                Collectors.partitioningBy(
                                        user -> chat.shows(chat.member(user), operation.target())));
        toAll(
                chat,
                users.getOrDefault(true, List.of()),
                command,
                operation.seq(),
                operation.frame());
        List<UserId> others = users.getOrDefault(false, List.of());
        if (!others.isEmpty()) {
            Route route = Route.log(chat.chatId, operation.seq(), null, others);
            events.add(Event.to(route, ChangeFrames.unseen(chat.chatId, operation.seq())));
        }
    }

    /// In a large chat the gateways know the members; they learn of who comes and who goes.
    private void tellLarge(Chat chat, Command command, Message message) {
        Route route = Route.members(chat.chatId, message.seq(), conn(command));
        if (command.op() instanceof Op.Join join) {
            Member member = chat.members.get(join.userId());
            if (member != null && member.joinedSeq == message.seq()) {
                startAlike(chat, List.of(join.userId()), message);
            }
        } else if (command.op() instanceof Op.Leave leave) {
            route = Route.leaving(chat.chatId, message.seq(), conn(command), leave.userId());
        }
        events.add(new Event(route, lane(command), Frames.stored(message, null)));
    }

    private void toAll(Chat chat, List<UserId> users, Command command, Message message) {
        toAll(chat, users, command, message.seq(), Frames.stored(message, null));
    }

    private void toAll(Chat chat, List<UserId> users, Command command, long seq, byte[] frame) {
        if (!users.isEmpty()) {
            Route route = route(chat, seq, conn(command), users);
            events.add(new Event(route, lane(command), frame));
        }
    }

    /// What makes a chat large tells the gateways who its members are.
    private static Route route(Chat chat, long seq, @Nullable ConnId conn, List<UserId> users) {
        return seq < chat.largeSeq
                ? Route.log(chat.chatId, seq, conn, users)
                : Route.joining(chat.chatId, seq, conn, users);
    }

    private static @Nullable ConnId conn(Command command) {
        Origin origin = command.origin();
        return origin == null ? null : origin.conn();
    }

    private static int lane(Command command) {
        Origin origin = command.origin();
        return origin == null ? Event.NOBODY : origin.lane();
    }

    /// Members of the same role see the same chat object, so a large chat begins with few frames;
    /// in a direct chat each has another peer.
    private void start(Chat chat, List<UserId> users, Message message) {
        if (chat.type == ChatType.DIRECT) {
            users.forEach(user -> startAlike(chat, List.of(user), message));
            return;
        }
        Map<Role, List<UserId>> byRole = new EnumMap<>(Role.class);
        for (UserId user : users) {
            Role role = chat.member(user).role;
            byRole.computeIfAbsent(role, _ -> new ArrayList<>()).add(user);
        }
        byRole.values().forEach(alike -> startAlike(chat, alike, message));
    }

    private void startAlike(Chat chat, List<UserId> users, Message message) {
        Route route = route(chat, message.seq(), null, users);
        ChatView view = new ChatView(chat, chat.member(users.getFirst()));
        events.add(Event.to(route, Frames.stored(message, view)));
    }
}
