package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.ErrorCode;
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

    /// Makes the chat, and answers when its log has begun. The direct chat of a pair is made once,
    /// and so is a chat by one key: whoever asks again, or at the same time, gets the one there is.
    Founded found(Caller caller, NewChat wanted) {
        Optional<Membership> existing = existing(wanted);
        if (existing.isPresent()) {
            return existing(caller, existing.get());
        }
        users.demand(caller, wanted.others(), "member_ids");
        ChatId id = new ChatId(ids.next());
        if (!database.write(tx -> insert(tx, id, wanted))) {
            return existing(caller, existing(wanted).orElseThrow(Founding::left));
        }
        Membership made = database.read(db -> Membership.of(db, id, wanted.creator()));
        long first = joined.await(caller, id, made.own());
        return new Founded(ChatView.of(made, first).with(members(id)), true);
    }

    private Founded existing(Caller caller, Membership membership) {
        ChatId id = membership.chat().id();
        joined.await(caller, id, membership.own());
        long head = log.heads(caller, List.of(id)).applyAsLong(id);
        return new Founded(ChatView.of(membership, head).with(members(id)), false);
    }

    private List<MemberView> members(ChatId chat) {
        return MemberView.all(
                database.read(db -> new MemberStore(db).page(chat, 0, NewChat.MAX_MEMBERS)));
    }

    private Optional<Membership> existing(NewChat wanted) {
        Pair pair = wanted.pair();
        ClientMsgId key = wanted.key();
        return database.read(db -> {
            ChatStore chats = new ChatStore(db);
            Optional<Membership> made =
                    key == null ? Optional.empty() : chats.made(wanted.creator(), key);
            return made.isPresent() || pair == null ? made : chats.direct(pair, wanted.creator());
        });
    }

    private static ApiException left() {
        return new ApiException(
                ErrorCode.CONFLICT,
                "You have left the chat that you made by this key, or it was deleted.");
    }

    private boolean insert(DbExecute tx, ChatId id, NewChat wanted) {
        Chat chat =
                new Chat(
                        id,
                        wanted.type(),
                        wanted.title(),
                        About.NOTHING,
                        wanted.pair(),
                        History.JOINED,
                        null,
                        wanted.creator(),
                        clock.instant(),
                        1);
        Pair pair = wanted.pair();
        ChatStore chats = new ChatStore(tx);
        if (pair != null) {
            chats.lock(pair);
        }
        if (!chats.insert(chat, wanted.key())) {
            return false;
        }
        Blocks.demandNone(tx, wanted.others(), wanted.creator(), "member_ids");
        if (pair != null) {
            // Else the other one could write before the new log knows of the block.
            Blocks.demandNot(tx, wanted.creator(), pair.peerOf(wanted.creator()));
        }
        Title title = wanted.title();
        List<Op.Founder> founders = wanted.founders();
        Op create = new Op.Create(wanted.type(), title == null ? null : title.text(), founders);
        CommandKey command = log.add(tx, id, wanted.creator(), create);
        new MemberStore(tx).insert(id, founders, command);
        return true;
    }
}
