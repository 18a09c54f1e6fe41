package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.History;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.Op;
import io.messenger.platform.Database;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Makes chats.
final class Founding {
    private final Database database;
    private final Users users;
    private final ChatLog log;
    private final JoinedSeqs joined;
    private final IdSource ids;
    private final Clock clock;

    Founding(
            Database database,
            Users users,
            ChatLog log,
            JoinedSeqs joined,
            IdSource ids,
            Clock clock) {
        this.database = database;
        this.users = users;
        this.log = log;
        this.joined = joined;
        this.ids = ids;
        this.clock = clock;
    }

    /// A chat, and whether it is new.
    record Founded(ChatView chat, boolean isNew) {}

    /// Makes the chat, and answers when its log has begun. The direct chat of a pair is made once:
    /// whoever asks again, or at the same time, gets the one there is.
    Founded found(Caller caller, NewChat wanted) {
        Optional<Membership> existing = direct(wanted);
        if (existing.isPresent()) {
            return existing(caller, existing.get());
        }
        users.demand(caller, wanted.others(), "member_ids");
        ChatId id = new ChatId(ids.next());
        if (!database.write(tx -> insert(tx, id, wanted))) {
            return existing(caller, direct(wanted).orElseThrow());
        }
        Membership made = database.read(db -> Membership.of(db, id, wanted.creator()));
        long first = joined.await(caller, id, made.own());
        return new Founded(ChatView.of(made, first).with(members(id)), true);
    }

    private Founded existing(Caller caller, Membership membership) {
        ChatId id = membership.chat().id();
        // A direct chat's first command is its only one: when the log has it, it has all.
        joined.await(caller, id, membership.own());
        long head = log.heads(caller, List.of(id)).applyAsLong(id);
        return new Founded(ChatView.of(membership, head).with(members(id)), false);
    }

    private List<MemberView> members(ChatId chat) {
        return MemberView.all(
                database.read(db -> new MemberStore(db).page(chat, 0, NewChat.MAX_MEMBERS)));
    }

    private Optional<Membership> direct(NewChat wanted) {
        Pair pair = wanted.pair();
        return pair == null
                ? Optional.empty()
                : database.read(db -> new ChatStore(db).direct(pair, wanted.creator()));
    }

    private boolean insert(DbExecute tx, ChatId id, NewChat wanted) {
        Chat chat =
                new Chat(
                        id,
                        wanted.type(),
                        wanted.title(),
                        wanted.pair(),
                        History.JOINED,
                        wanted.creator(),
                        clock.instant());
        if (!new ChatStore(tx).insert(chat)) {
            return false;
        }
        Title title = wanted.title();
        List<Op.Founder> founders = wanted.founders();
        Op create = new Op.Create(wanted.type(), title == null ? null : title.text(), founders);
        CommandKey command = log.add(tx, id, wanted.creator(), create);
        new MemberStore(tx).insert(id, founders, command);
        return true;
    }
}
