package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Channels above so many members: what happens in one costs the same however many there are. Its
/// events name no recipients, and of its members only those are read whom a command is about. A
/// channel that has become large stays it.
///
/// @param limit the most members of a chat that is not large
record LargeChats(int limit, Effects effects) {
    /// A chat may have become large with a member who has just been added at `seq`.
    void added(Chat chat, long seq) {
        if (chat.type == ChatType.CHANNEL && !chat.large() && chat.present().size() > limit) {
            chat.largeSeq = seq;
            effects.grown.add(chat);
        }
    }

    /// Reads the members of large chats whom the commands of a batch are about.
    static void load(Connection connection, Batch batch, Map<ChatId, Chat> chats)
            throws SQLException {
        Set<ChatStore.Named> missing = new HashSet<>();
        batch.commands()
                .forEach(command -> {
                    Chat chat = chats.get(command.chatId());
                    if (chat != null && chat.large()) {
                        name(command, chat, missing);
                    }
                });
        if (!missing.isEmpty()) {
            ChatStore.loadNamed(connection, chats, missing);
        }
    }

    private static void name(Command command, Chat chat, Set<ChatStore.Named> missing) {
        name(command.senderId(), chat, missing);
        switch (command.op()) {
            case Op.Join join -> name(join.userId(), chat, missing);
            case Op.Leave leave -> name(leave.userId(), chat, missing);
            case Op.SetRole set -> name(set.userId(), chat, missing);
            case Op.Send send -> send.mentions().users().forEach(user -> name(user, chat, missing));
            case Op.Edit edit -> edit.mentions().users().forEach(user -> name(user, chat, missing));
            case Op.Delete _,
                    Op.React _,
                    Op.Pin _,
                    Op.Read _,
                    Op.Received _,
                    Op.Keep _,
                    Op.Create _,
                    Op.Update _,
                    Op.DeleteChat _ -> {}
        }
    }

    private static void name(UserId user, Chat chat, Set<ChatStore.Named> missing) {
        if (!chat.members.containsKey(user)) {
            missing.add(new ChatStore.Named(chat.chatId, user));
        }
    }

    /// Reads all members of chats of which something is told again that happened before they were
    /// large, or made them so: it must name them.
    static void loadForRepeats(
            Connection connection, Batch batch, Stored stored, Map<ChatId, Chat> chats)
            throws SQLException {
        Set<ChatId> young = new HashSet<>();
        for (Command command : batch.repeated()) {
            Chat chat = chats.get(command.chatId());
            if (chat != null && chat.large() && stored.seq(Key.of(command)) <= chat.largeSeq) {
                young.add(chat.chatId);
            }
        }
        if (!young.isEmpty()) {
            ChatStore.loadAllMembers(connection, chats, young);
        }
    }
}
