package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.Page;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who may not be in a chat any more. A ban and a joining both hold the chat's lock, so the one
/// that comes second sees the first.
record Bans(Database database, Users users, ChatLog log, Clock clock) {

    /// A ban, and whether it is a new one.
    record Put(Ban ban, boolean isNew) {}

    /// What a ban did.
    ///
    /// @param last the command with which the log has all of it
    private record Banned(Ban ban, boolean isNew, CommandKey last) {}

    /// Bans a user, and ends their membership if there is one; answers when the log has that.
    Put put(Caller caller, ChatId chat, UserId user) {
        if (!database.read(db -> isKnown(db, caller, chat, user))) {
            users.demand(caller, List.of(user), "user_id");
        }
        Banned banned = database.write(tx -> ban(tx, caller, chat, user));
        log.await(caller, chat, banned.last());
        return new Put(banned.ban(), banned.isNew());
    }

    /// Also refuses whoever may not ban, before another service is asked for them.
    private static boolean isKnown(DbExecute db, Caller caller, ChatId chat, UserId user) {
        managed(Membership.of(db, chat, caller.userId()));
        return new MemberStore(db).find(chat, user).isPresent()
                || new BanStore(db).find(chat, user).isPresent();
    }

    private Banned ban(DbExecute tx, Caller caller, ChatId chat, UserId user) {
        Membership actor = managed(Membership.locked(tx, chat, caller.userId()));
        if (user.equals(caller.userId())) {
            throw ApiException.badRequest("user_id", "Nobody bans oneself: leave instead.");
        }
        BanStore bans = new BanStore(tx);
        Optional<Ban> before = bans.find(chat, user);
        if (before.isPresent()) {
            return new Banned(before.get(), false, new ChatStore(tx).lastCommand(chat));
        }
        MemberChanges members = new MemberChanges(tx, log, actor);
        CommandKey last =
                new MemberStore(tx).find(chat, user).isPresent()
                        ? members.remove(user)
                        : new ChatStore(tx).lastCommand(chat);
        Ban ban = new Ban(user, caller.userId(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        bans.insert(chat, ban);
        return new Banned(ban, true, last);
    }

    /// Lets a user come back if somebody brings them in. What is so already is no change.
    void remove(Caller caller, ChatId chat, UserId user) {
        database.write(tx -> {
            managed(Membership.locked(tx, chat, caller.userId()));
            new BanStore(tx).delete(chat, user);
            return chat;
        });
    }

    /// Those who are banned.
    ///
    /// @param after where the page before this one ended; null for the first
    Page<Ban> list(Caller caller, ChatId chat, @Nullable UserId after, int limit) {
        return Page.of(
                database.read(db -> {
                    managed(Membership.of(db, chat, caller.userId()));
                    return new BanStore(db).page(chat, after, limit + 1);
                }),
                limit,
                last -> last.userId().toString());
    }

    private static Membership managed(Membership membership) {
        membership.chat().demandNotDirect();
        Rights.demandManager(membership.own());
        return membership;
    }
}
