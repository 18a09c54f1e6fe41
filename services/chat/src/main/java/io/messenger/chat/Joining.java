package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How somebody who holds the code of an invite looks at the chat and joins it. To whoever is
/// banned, the code is one that never was.
record Joining(Database database, ChatLog log, JoinedSeqs joined, Clock clock) {

    /// What the holder of a code sees before joining.
    ///
    /// @param members how many there are
    /// @param joined true for a member; null for others
    record Preview(
            ChatId chatId,
            ChatType type,
            @Nullable String title,
            @Nullable String about,
            @Nullable String avatarUrl,
            long members,
            @Nullable Boolean joined) {}

    /// Who joined, and whether just now.
    record Joined(ChatId chat, boolean isNew) {}

    Preview preview(Caller caller, InviteCode code) {
        return database.read(db -> {
            Invite invite = open(db, code, caller.userId());
            Chat chat = new ChatStore(db).find(invite.chatId()).orElseThrow(InviteCode::unknown);
            MemberStore members = new MemberStore(db);
            Title title = chat.title();
            return new Preview(
                    chat.id(),
                    chat.type(),
                    title == null ? null : title.text(),
                    chat.about().equals(About.NOTHING) ? null : chat.about().text(),
                    ChatPictures.url(chat.avatar()),
                    members.count(chat.id()),
                    members.find(chat.id(), caller.userId()).isPresent() ? true : null);
        });
    }

    /// Joins, and answers when the chat's log has it. A member joins no second time and uses
    /// nothing up.
    Joined join(Caller caller, InviteCode code) {
        Invite invite = database.read(db -> open(db, code, caller.userId()));
        ChatId chat = invite.chatId();
        boolean isNew = database.write(tx -> join(tx, chat, code, caller.userId()));
        Member own = database.read(db -> Membership.of(db, chat, caller.userId())).own();
        joined.await(caller, chat, own);
        return new Joined(chat, isNew);
    }

    /// What was looked up before the chat was locked may be otherwise now: all is asked again.
    private boolean join(DbExecute tx, ChatId chatId, InviteCode code, UserId user) {
        ChatStore chats = new ChatStore(tx);
        chats.lock(chatId);
        MemberStore members = new MemberStore(tx);
        if (members.find(chatId, user).isPresent()) {
            return false;
        }
        Invite invite = open(tx, code, user);
        Chat chat = chats.find(chatId).orElseThrow(InviteCode::unknown);
        chat.demandRoomBeside(members.count(chatId));
        Role role = Newcomers.role(chat.type());
        CommandKey command = log.add(tx, chatId, user, new Op.Join(user, role));
        members.insert(chatId, List.of(new Op.Founder(user, role)), command);
        new InviteStore(tx).use(invite);
        return true;
    }

    /// The invite, if it opens to this user; to members it does also when it is used up.
    private Invite open(DbExecute db, InviteCode code, UserId user) {
        Optional<Invite> invite = new InviteStore(db).find(code);
        return invite.filter(one ->
                        (one.opensAt(clock.instant())
                                        || new MemberStore(db).find(one.chatId(), user).isPresent())
                                && new BanStore(db).find(one.chatId(), user).isEmpty())
                .orElseThrow(InviteCode::unknown);
    }
}
