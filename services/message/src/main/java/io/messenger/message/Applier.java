package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Frames;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import io.messenger.contracts.Origin;
import io.messenger.contracts.Route;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides what each command of a batch does, in the order of the log, from the state at that
/// point. It writes nothing: its [Effects] are stored and emitted afterwards, or thrown away.
final class Applier {
    private final Map<ChatId, Chat> chats;
    private final Map<Key, Message> stored;
    private final MsgNos msgNos;
    private final Effects effects = new Effects();
    private final Map<Key, Message> mine = new HashMap<>();
    private final Announcer announcer = new Announcer(effects.events);
    private boolean refused;

    /// @param chats the chats of the batch as far as they exist; changed in place
    /// @param stored what the log already has under the keys of the batch, as far as it was asked
    Applier(Map<ChatId, Chat> chats, Map<Key, Message> stored, MsgNos msgNos) {
        this.chats = chats;
        this.stored = stored;
        this.msgNos = msgNos;
    }

    /// Finds out how many messages a chat had at a seq below its head.
    @FunctionalInterface
    interface MsgNos {
        /// The count of messages up to and including `seq`.
        long at(ChatId chat, long seq);
    }

    Effects effects() {
        return effects;
    }

    /// Whether a command was refused that may be a retry of a stored one: keys go before
    /// permissions.
    boolean refused() {
        return refused;
    }

    void apply(Command command) {
        Key key = Key.of(command);
        Message before = stored.containsKey(key) ? stored.get(key) : mine.get(key);
        if (before != null) {
            repeat(command, before);
            return;
        }
        Chat chat = chats.get(command.chatId());
        switch (command.op()) {
            case Op.Send send -> send(command, chat, send);
            case Op.Read read -> pointers(chat, command, read.seq(), read.seq());
            case Op.Received received -> pointers(chat, command, received.seq(), 0);
            case Op.Create create -> create(command, chat, create);
            case Op.Join _, Op.Leave _, Op.SetRole _, Op.Update _ -> {
                if (chat != null) {
                    new Membership(this, announcer, chat, command).apply();
                }
            }
        }
    }

    /// Emits once more what a command stored that was applied before: nobody knows whether its
    /// events were emitted then. What it refused or only moved is not repeated; clients ask again.
    void emitAgain(Command command) {
        Message before = stored.get(Key.of(command));
        Chat chat = chats.get(command.chatId());
        if (before != null && chat != null) {
            announcer.tell(chat, command, before);
        }
    }

    private void send(Command command, @Nullable Chat chat, Op.Send send) {
        Member sender = chat == null ? null : chat.members.get(command.senderId());
        ErrorCode refusal = refusal(chat, sender, send);
        if (refusal != null || chat == null || sender == null) {
            refuse(command, refusal == null ? ErrorCode.NOT_FOUND : refusal);
            return;
        }
        chat.lastMsgNo++;
        Message message = store(chat, command, false, send.body().json(), send.replyTo());
        sender.caughtUp(message.seq(), chat.lastMsgNo);
        effects.changed(chat, sender);
        announcer.tell(chat, command, message);
    }

    private static @Nullable ErrorCode refusal(
            @Nullable Chat chat, @Nullable Member sender, Op.Send send) {
        if (chat == null || sender == null) {
            return ErrorCode.NOT_FOUND;
        }
        if (!sender.present()) {
            return ErrorCode.NOT_MEMBER;
        }
        if (!sender.role.writes()) {
            return ErrorCode.FORBIDDEN;
        }
        Long replyTo = send.replyTo();
        return replyTo != null && (replyTo < sender.joinedSeq || replyTo > chat.headSeq)
                ? ErrorCode.BAD_REQUEST
                : null;
    }

    private void create(Command command, @Nullable Chat existing, Op.Create create) {
        if (existing != null) {
            return;
        }
        Chat chat =
                new Chat(
                        command.chatId(),
                        create.type(),
                        create.title(),
                        command.senderId(),
                        command.at());
        chats.put(chat.chatId, chat);
        for (Op.Founder founder : create.members()) {
            Member member = new Member(founder.userId(), founder.role(), 1);
            member.caughtUp(1, 0);
            chat.members.put(member.userId, member);
            effects.changed(chat, member);
        }
        announcer.tell(chat, command, storeSystem(chat, command));
    }

    private void pointers(@Nullable Chat chat, Command command, long received, long read) {
        Member member = chat == null ? null : chat.members.get(command.senderId());
        if (chat == null || member == null || !member.present()) {
            return;
        }
        long readTo = Math.min(read, chat.headSeq);
        long receivedTo = Math.min(Math.max(received, read), chat.headSeq);
        if (readTo <= member.readSeq && receivedTo <= member.receivedSeq) {
            return;
        }
        member.receivedSeq = Math.max(member.receivedSeq, receivedTo);
        if (readTo > member.readSeq) {
            member.readSeq = readTo;
            member.readMsgNo =
                    readTo == chat.headSeq ? chat.lastMsgNo : msgNos.at(chat.chatId, readTo);
            effects.events.add(Pointers.unread(chat, member));
        }
        effects.changed(chat, member);
        Pointers.receipt(chat, member).ifPresent(effects.events::add);
    }

    private void repeat(Command command, Message before) {
        Origin origin = command.origin();
        if (origin != null) {
            Route route = Route.answer(before.chatId(), before.seq(), origin.conn());
            effects.events.add(new Event(route, origin.lane(), Frames.stored(before, null)));
        }
    }

    private void refuse(Command command, ErrorCode code) {
        refused = true;
        Origin origin = command.origin();
        if (origin != null) {
            Route route = Route.answer(command.chatId(), 0, origin.conn());
            byte[] frame = Frames.rejected(command.chatId(), command.clientMsgId(), code);
            effects.events.add(new Event(route, origin.lane(), frame));
        }
    }

    Message storeSystem(Chat chat, Command command) {
        String body = io.messenger.contracts.SystemBody.of(command.op()).json();
        return store(chat, command, true, body, null);
    }

    private Message store(
            Chat chat, Command command, boolean system, String body, @Nullable Long replyTo) {
        long seq = ++chat.headSeq;
        Message message =
                new Message(
                        chat.chatId,
                        seq,
                        seq,
                        system,
                        command.senderId(),
                        command.clientMsgId(),
                        body,
                        replyTo,
                        null,
                        null,
                        // The database keeps microseconds and the wire shows milliseconds.
                        command.at().truncatedTo(ChronoUnit.MILLIS));
        effects.entries.add(new Effects.Entry(message, chat.lastMsgNo));
        effects.chats.add(chat);
        mine.put(Key.of(message), message);
        return message;
    }
}
