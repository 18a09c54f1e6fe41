package io.messenger.message;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import io.messenger.platform.Trace;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides what each command of a batch does, in the order of the log, from the state at that
/// point. It writes nothing: its [Effects] are stored and emitted afterwards, or thrown away.
final class Applier {
    private final Map<ChatId, Chat> chats;
    private final Stored stored;
    private final Effects effects = new Effects();
    private final Appender appender;
    private final Mentioning mentioning;
    private final Pointers pointers;
    private final Keeping keeping = new Keeping(effects);
    private final LargeChats large;
    private final Announcer announcer = new Announcer(effects.events);
    private final Targets targets;
    private final Changes changes;
    private final Answers answers = new Answers(effects.events);
    private boolean unsure;
    private boolean counted;

    /// @param chats the chats of the batch as far as they exist; changed in place
    /// @param stored what the log already has under the keys of the batch, as far as it was asked
    /// @param msgNos counts of messages for the reads of the batch
    /// @param mentionNos counts of mentions for them
    /// @param targets the messages that its changes and replies name
    /// @param reactions the reactions of those it reacts to
    /// @param largeAbove the most members of a chat that is not large
    Applier(
            Map<ChatId, Chat> chats,
            Stored stored,
            MsgNos msgNos,
            MentionNos mentionNos,
            Targets targets,
            Reactions reactions,
            int largeAbove) {
        this.chats = chats;
        this.stored = stored;
        this.appender = new Appender(effects, msgNos, targets);
        this.targets = targets;
        this.changes = new Changes(effects, appender, targets, reactions, announcer);
        this.mentioning = new Mentioning(effects, mentionNos);
        this.pointers = new Pointers(effects, msgNos, mentioning);
        this.large = new LargeChats(largeAbove, effects);
    }

    /// What all commands together did.
    Effects effects() {
        pointers.tell();
        return effects;
    }

    /// Whether a command was refused, or changed nothing, that may be a retry of a stored one: keys
    /// go before permissions.
    boolean unsure() {
        return unsure;
    }

    void apply(Batch.Entry entry) {
        int before = effects.events.size();
        apply(entry.command());
        Trace way = entry.way();
        if (way != null) {
            effects.follow(way, before);
        }
    }

    private void apply(Command command) {
        if (known(command)) {
            effects.tally.repeated(command);
            return;
        }
        long head = head(command);
        counted = false;
        applyNew(command);
        if (!counted) {
            count(command, head(command) > head);
        }
    }

    private long head(Command command) {
        Chat chat = chats.get(command.chatId());
        return chat == null ? 0 : chat.headSeq;
    }

    private void count(Command command, boolean changed) {
        effects.tally.done(command, changed);
        counted = true;
    }

    /// Answers a retry.
    private boolean known(Command command) {
        Key key = Key.of(command);
        if (Stored.isOperation(command.op())) {
            Operation before = stored.operations().get(key);
            before = before == null ? changes.added(key) : before;
            if (before != null) {
                answers.stored(command, before);
            }
            return before != null;
        }
        Message before = stored.entries().get(key);
        before = before == null ? appender.added(key) : before;
        if (before != null) {
            answers.stored(command, FirstSaid.of(chats.get(key.chatId()), before, command));
        }
        return before != null;
    }

    private void applyNew(Command command) {
        Chat chat = chats.get(command.chatId());
        switch (command.op()) {
            case Op.Send send -> send(command, chat, send);
            case Op.Change change -> change(command, chat, change);
            case Op.Read read -> point(command, chat, read.seq(), read.seq());
            case Op.Received received -> point(command, chat, received.seq(), 0);
            case Op.Keep keep -> keep(command, chat, keep);
            case Op.Create create -> {
                if (chat == null) {
                    create(command, create);
                }
            }
            case Op.Join _, Op.Leave _, Op.SetRole _, Op.Update _, Op.DeleteChat _ -> {
                if (chat != null) {
                    new Membership(
                                    effects,
                                    appender,
                                    announcer,
                                    mentioning,
                                    keeping,
                                    large,
                                    chat,
                                    command)
                            .apply();
                }
            }
        }
    }

    /// Emits once more what a command stored that was applied before: nobody knows whether its
    /// events were emitted then. What it refused or only moved is not repeated; clients ask again.
    void emitAgain(Command command) {
        Chat chat = chats.get(command.chatId());
        if (chat == null) {
            return;
        }
        Key key = Key.of(command);
        if (command.op() instanceof Op.Change) {
            Operation before = stored.operations().get(key);
            if (before != null) {
                announcer.tell(chat, command, before);
            } else if (command.op() instanceof Op.Delete delete && delete.scope() == Op.Scope.ME) {
                changes.hideAgain(chat, command, delete);
            }
        } else {
            Message before = stored.entries().get(key);
            if (before != null) {
                announcer.tell(chat, command, FirstSaid.of(chat, before, command));
            }
        }
    }

    private void send(Command command, @Nullable Chat chat, Op.Send send) {
        Member sender = chat == null ? null : chat.members.get(command.senderId());
        if (chat == null || sender == null) {
            refuse(command, ErrorCode.NOT_FOUND);
        } else if (!sender.present()) {
            refuse(command, ErrorCode.NOT_MEMBER);
        } else if (!sender.role.writes()) {
            refuse(command, ErrorCode.FORBIDDEN);
        } else if (chat.refuses(sender)) {
            refuse(command, ErrorCode.BLOCKED);
        } else if (send.replyTo() != null && !targets.answerable(chat, sender, send.replyTo())) {
            refuse(command, ErrorCode.BAD_REQUEST);
        } else {
            Op.Send said = Mentioning.among(chat, send);
            Message message = appender.message(chat, command, said);
            mentioning.count(chat, message, said.mentions());
            mentioning.read(chat, sender, message.seq());
            sender.caughtUp(message.seq(), chat.lastMsgNo);
            effects.changed(chat, sender);
            announcer.tell(chat, command, message);
        }
    }

    private void keep(Command command, @Nullable Chat chat, Op.Keep keep) {
        Member member = chat == null ? null : chat.members.get(command.senderId());
        if (chat != null && member != null) {
            if (member.present()) {
                keeping.apply(chat, member, keep);
            }
            changes.kept(chat, command);
            count(command, true);
        }
    }

    private void point(Command command, @Nullable Chat chat, long received, long read) {
        count(command, pointers.move(chat, command.senderId(), received, read));
    }

    private void change(Command command, @Nullable Chat chat, Op.Change change) {
        if (chat == null) {
            refuse(command, ErrorCode.NOT_FOUND);
            return;
        }
        try {
            if (change instanceof Op.Delete delete && delete.scope() == Op.Scope.ME) {
                changes.hide(chat, command, delete);
                count(command, true);
                answers.done(command);
            } else if (!changes.apply(chat, command, change)) {
                unsure = true;
                answers.done(command);
            }
        } catch (ApiException refusal) {
            refuse(command, refusal.code());
        }
    }

    private void refuse(Command command, ErrorCode code) {
        unsure = true;
        counted = true;
        effects.tally.refused(command, code);
        answers.rejected(command, code);
    }

    private void create(Command command, Op.Create create) {
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
        Message message = appender.system(chat, command);
        large.added(chat, message.seq());
        announcer.tell(chat, command, message);
    }
}
