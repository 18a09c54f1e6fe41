package io.messenger.message;

import io.messenger.contracts.Command;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import io.messenger.contracts.SystemBody;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adds entries to the ends of the logs while a batch is applied, each with the next seq.
final class Appender {
    private final Effects effects;
    private final MsgNos msgNos;
    private final Targets targets;
    private final Map<Key, Message> added = new HashMap<>();

    Appender(Effects effects, MsgNos msgNos, Targets targets) {
        this.effects = effects;
        this.msgNos = msgNos;
        this.targets = targets;
    }

    /// What this batch added under a key.
    @Nullable Message added(Key key) {
        return added.get(key);
    }

    /// A message; it counts as unread.
    Message message(Chat chat, Command command, Op.Send send) {
        chat.lastMsgNo++;
        String mentions = send.mentions().json();
        return add(chat, command, false, send.body().json(), send.replyTo(), mentions);
    }

    /// What happened to the chat, in its history.
    Message system(Chat chat, Command command) {
        return add(chat, command, true, SystemBody.of(command.op()).json(), null, null);
    }

    /// The next place of the log, for something that is no entry of its own.
    long place(Chat chat) {
        long seq = ++chat.headSeq;
        effects.chats.add(chat);
        msgNos.add(chat);
        return seq;
    }

    private Message add(
            Chat chat,
            Command command,
            boolean system,
            String body,
            @Nullable Long replyTo,
            @Nullable String mentions) {
        long seq = place(chat);
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
                        command.at().truncatedTo(ChronoUnit.MILLIS),
                        null,
                        false,
                        mentions);
        effects.entries.add(new Effects.Entry(message, chat.lastMsgNo));
        targets.put(message);
        added.put(Key.of(message), message);
        return message;
    }
}
