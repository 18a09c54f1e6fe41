package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who belongs to a chat, and how that changes. Each change answers when the chat's log has it.
final class Members {
    private final Database database;
    private final Users users;
    private final ChatLog log;
    private final JoinedSeqs joined;

    Members(Database database, Users users, ChatLog log, JoinedSeqs joined) {
        this.database = database;
        this.users = users;
        this.log = log;
        this.joined = joined;
    }

    /// The members, in the order of joining.
    ///
    /// @param after where the page before this one ended; 0 for the first
    Page<MemberView> list(Caller caller, ChatId chat, long after, int limit) {
        return Page.of(
                        database.read(db -> {
                            Membership.of(db, chat, caller.userId());
                            return new MemberStore(db).page(chat, after, limit + 1);
                        }),
                        limit,
                        last -> Long.toString(last.joinNo()))
                .map(page -> MemberView.all(joined.fill(caller, chat, page)));
    }

    /// A member, and whether it is a new one.
    record Put(MemberView member, boolean isNew) {}

    /// Adds a member or changes a role. What is so already is no change.
    ///
    /// @param role null for the role it has, or that newcomers get
    Put put(Caller caller, ChatId chat, UserId user, @Nullable Role role) {
        if (!database.read(db -> isMember(db, caller, chat, user))) {
            users.demand(caller, List.of(user), "user_id");
        }
        MemberChanges.Put put = database.write(tx -> changes(tx, caller, chat).put(user, role));
        Member member = put.member();
        if (!put.last().equals(member.joinCommand())) {
            log.await(caller, chat, put.last());
        }
        long joinedSeq = joined.await(caller, chat, member);
        return new Put(MemberView.of(member.joinedAt(joinedSeq)), put.isNew());
    }

    /// Also refuses whoever may not add members, before another service is asked for them.
    private static boolean isMember(DbExecute db, Caller caller, ChatId chat, UserId user) {
        Membership membership = Membership.of(db, chat, caller.userId());
        membership.chat().demandNotDirect();
        Rights.demandManager(membership.own());
        return new MemberStore(db).find(chat, user).isPresent();
    }

    /// Makes another member owner in the caller's stead, who becomes admin: both or neither.
    MemberView transfer(Caller caller, ChatId chat, UserId user) {
        MemberChanges.Put put = database.write(tx -> changes(tx, caller, chat).transfer(user));
        log.await(caller, chat, put.last());
        return MemberView.of(put.member().joinedAt(joined.await(caller, chat, put.member())));
    }

    /// Ends somebody's membership; one's own as [#leave].
    void remove(Caller caller, ChatId chat, UserId user) {
        CommandKey last = database.write(tx -> changes(tx, caller, chat).remove(user));
        log.await(caller, chat, last);
    }

    /// Ends the caller's membership. The last owner's place is taken by the oldest admin, or else
    /// the oldest member; without any the chat stays, and nobody sees it any more.
    void leave(Caller caller, ChatId chat) {
        CommandKey last = database.write(tx -> changes(tx, caller, chat).leave());
        log.await(caller, chat, last);
    }

    private MemberChanges changes(DbExecute tx, Caller caller, ChatId chat) {
        Membership membership = Membership.locked(tx, chat, caller.userId());
        membership.chat().demandNotDirect();
        return new MemberChanges(tx, log, membership);
    }
}
