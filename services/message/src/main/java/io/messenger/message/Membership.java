package io.messenger.message;

import io.messenger.contracts.Command;
import io.messenger.contracts.History;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;

/// What a command of the chat service does to an existing chat. The chat service has checked who
/// may; a command that changes nothing takes no seq.
record Membership(
        Effects effects,
        Appender appender,
        Announcer announcer,
        Mentioning mentioning,
        Keeping keeping,
        LargeChats large,
        Chat chat,
        Command command) {
    /// After the end of the chat nothing changes it any more.
    void apply() {
        if (chat.deletedSeq != 0) {
            return;
        }
        switch (command.op()) {
            case Op.Join join -> join(join.userId(), join.role());
            case Op.Leave leave -> leave(leave.userId());
            case Op.SetRole set -> setRole(set.userId(), set.role());
            case Op.Update update -> update(update);
            case Op.DeleteChat _ -> end();
            case Op.Create _, Op.Send _, Op.Change _, Op.Read _, Op.Received _, Op.Keep _ ->
                    throw new IllegalArgumentException(command.op().name() + " is no membership");
        }
    }

    private void update(Op.Update update) {
        Message message = appender.system(chat, command);
        if (update.title() != null) {
            chat.title = update.title();
        }
        if (update.about() != null) {
            chat.about = update.about().isEmpty() ? null : update.about();
            effects.described.add(chat);
        }
        if (update.avatarUrl() != null) {
            chat.avatarUrl = update.avatarUrl().isEmpty() ? null : update.avatarUrl();
            effects.described.add(chat);
        }
        History history = update.history();
        if (history != null && (history == History.ALL) != (chat.allSince > 0)) {
            chat.allSince = history == History.ALL ? message.seq() : 0;
            effects.described.add(chat);
        }
        tell(message);
    }

    private void end() {
        Message message = appender.system(chat, command);
        chat.end(message.seq());
        effects.ended.add(chat);
        tell(message);
    }

    private void join(UserId user, Role role) {
        Member member = chat.members.get(user);
        if (member != null && member.present()) {
            return;
        }
        Message message = appender.system(chat, command);
        if (member == null) {
            member = new Member(user, role, message.seq());
            chat.members.put(user, member);
        }
        member.role = role;
        member.joinedSeq = message.seq();
        member.leftSeq = Member.PRESENT;
        keeping.set(chat, member, Op.Keep.PLAIN);
        mentioning.read(chat, member, message.seq());
        member.caughtUp(message.seq(), chat.lastMsgNo);
        effects.changed(chat, member);
        large.added(chat, message.seq());
        tell(message);
    }

    private void leave(UserId user) {
        Member member = chat.members.get(user);
        if (member == null || !member.present()) {
            return;
        }
        Message message = appender.system(chat, command);
        member.leftSeq = message.seq();
        effects.changed(chat, member);
        tell(message);
    }

    private void setRole(UserId user, Role role) {
        Member member = chat.members.get(user);
        if (member == null || !member.present() || member.role == role) {
            return;
        }
        member.role = role;
        effects.changed(chat, member);
        tell(appender.system(chat, command));
    }

    private void tell(Message message) {
        announcer.tell(chat, command, message);
    }
}
