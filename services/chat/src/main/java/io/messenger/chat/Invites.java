package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.IdSource;
import io.messenger.platform.Database;
import io.messenger.platform.Page;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Links into a chat, as those who manage it make and revoke them.
record Invites(Database database, IdSource ids, RandomGenerator random, Clock clock) {
    /// The most that a chat has at once.
    static final int MOST = 100;

    /// An invite with its code, which nobody is told again.
    record Made(Invite invite, InviteCode code) {}

    /// Makes one. Those that let nobody in any more are forgotten then.
    Made make(Caller caller, ChatId chat, NewInvite wanted) {
        Invite invite =
                new Invite(
                        new InviteId(ids.next()),
                        chat,
                        caller.userId(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        wanted.expiresAt(),
                        wanted.maxUses(),
                        0);
        InviteCode code = InviteCode.next(random);
        return database.write(tx -> {
            managed(Membership.locked(tx, chat, caller.userId()));
            InviteStore invites = new InviteStore(tx);
            invites.deleteClosed(chat, invite.createdAt());
            if (invites.count(chat) >= MOST) {
                throw new ApiException(
                        ErrorCode.CONFLICT, "A chat has at most " + MOST + " invitations.");
            }
            invites.insert(invite, code);
            return new Made(invite, code);
        });
    }

    /// The chat's invites, newest first.
    ///
    /// @param before where the page before this one ended; null for the first
    Page<Invite> list(Caller caller, ChatId chat, @Nullable InviteId before, int limit) {
        return Page.of(
                database.read(db -> {
                    managed(Membership.of(db, chat, caller.userId()));
                    return new InviteStore(db).page(chat, before, limit + 1);
                }),
                limit,
                last -> last.inviteId().toString());
    }

    /// Revokes one: whoever comes later with its code finds nothing.
    void revoke(Caller caller, ChatId chat, InviteId invite) {
        boolean found = database.write(tx -> managed(tx, caller, chat).delete(chat, invite));
        if (!found) {
            throw new ApiException(ErrorCode.NOT_FOUND, "The chat has no such invitation.");
        }
    }

    /// Revokes all.
    void revokeAll(Caller caller, ChatId chat) {
        database.write(tx -> {
            managed(tx, caller, chat).deleteAll(chat);
            return chat;
        });
    }

    private static InviteStore managed(DbExecute tx, Caller caller, ChatId chat) {
        managed(Membership.locked(tx, chat, caller.userId()));
        return new InviteStore(tx);
    }

    private static void managed(Membership membership) {
        membership.chat().demandNotDirect();
        Rights.demandManager(membership.own());
    }
}
