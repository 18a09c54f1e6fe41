package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Json;
import io.messenger.contracts.PrivacyChanged;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.Page;
import io.messenger.platform.StatePublisher;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whom users block. What the blocked one says in their direct chat is refused by the chat's log,
/// so each block enters it, and holds from there on also for what is under way.
record Blocks(Database database, Users users, ChatLog log, StatePublisher privacy, Clock clock) {
    /// The most a user blocks.
    static final int MOST = 10_000;

    /// A block, and whether it is a new one.
    record Put(Block block, boolean isNew) {}

    /// What a change did to the log of the pair's direct chat.
    private record Change(boolean changed, @Nullable ChatId chat, @Nullable CommandKey last) {}

    /// Blocks a user, and answers when their direct chat, if there is one, takes no more of them.
    Put put(Caller caller, UserId user) {
        if (user.equals(caller.userId())) {
            throw ApiException.badRequest("user_id", "Nobody blocks oneself.");
        }
        if (find(caller, user).isEmpty()) {
            users.demand(caller, List.of(user), "user_id");
        }
        Change change = change(caller, user, true);
        return new Put(find(caller, user).orElseThrow(Blocks::none), change.changed());
    }

    /// Blocks a user no more. What is so already is no change.
    void remove(Caller caller, UserId user) {
        if (!user.equals(caller.userId())) {
            change(caller, user, false);
        }
    }

    private Change change(Caller caller, UserId user, boolean on) {
        Pair pair = new Pair(caller.userId(), user);
        Change change = database.write(tx -> change(tx, pair, on));
        tell(pair, change);
        if (change.chat() != null && change.last() != null) {
            try {
                log.await(caller, change.chat(), change.last());
            } finally {
                // Again, since only now the log has it: who types is seen by what it says.
                tell(pair, change);
            }
        }
        return change;
    }

    /// Gateways show neither the presence of the other from now on, or do so again.
    private void tell(Pair pair, Change change) {
        if (change.changed()) {
            PrivacyChanged changed = new PrivacyChanged(pair.one(), pair.other());
            privacy.publish(changed.key(), Json.bytes(changed));
        }
    }

    /// @param pair who blocks, and who is blocked
    private Change change(DbExecute tx, Pair pair, boolean on) {
        ChatStore chats = new ChatStore(tx);
        chats.lock(pair);
        boolean changed =
                on ? insert(tx, pair) : new BlockStore(tx).delete(pair.one(), pair.other());
        Optional<ChatId> direct = chats.direct(pair, pair.one()).map(one -> one.chat().id());
        if (direct.isEmpty()) {
            return new Change(changed, null, null);
        }
        Membership membership = Membership.locked(tx, direct.get(), pair.one());
        CommandKey last =
                changed
                        ? log.add(tx, direct.get(), pair.one(), membership.own().keep(on))
                        : chats.lastCommand(direct.get());
        return new Change(changed, direct.get(), last);
    }

    private boolean insert(DbExecute tx, Pair pair) {
        BlockStore blocks = new BlockStore(tx);
        if (blocks.find(pair.one(), pair.other()).isPresent()) {
            return false;
        }
        if (blocks.count(pair.one()) >= MOST) {
            throw new ApiException(
                    ErrorCode.CONFLICT, "A user blocks at most " + MOST + " others.");
        }
        return blocks.insert(
                pair.one(), pair.other(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    Block get(Caller caller, UserId user) {
        return find(caller, user).orElseThrow(Blocks::none);
    }

    private Optional<Block> find(Caller caller, UserId user) {
        return database.read(db -> new BlockStore(db).find(caller.userId(), user));
    }

    /// Whom the caller blocks.
    ///
    /// @param after where the page before this one ended; null for the first
    Page<Block> list(Caller caller, @Nullable UserId after, int limit) {
        return Page.of(
                database.read(db -> new BlockStore(db).page(caller.userId(), after, limit + 1)),
                limit,
                last -> last.userId().toString());
    }

    /// Refuses whoever brings into a chat somebody who blocks them.
    ///
    /// @param field what the client called those who are brought in
    static void demandNone(DbExecute tx, Collection<UserId> users, UserId actor, String field) {
        if (new BlockStore(tx).anyBlocks(users, actor)) {
            throw ApiException.field(
                    ErrorCode.BLOCKED, field, "You cannot bring this user into a chat.");
        }
    }

    /// Refuses whoever begins a direct chat with somebody whom they block.
    static void demandNot(DbExecute tx, UserId user, UserId peer) {
        if (new BlockStore(tx).find(user, peer).isPresent()) {
            throw ApiException.field(
                    ErrorCode.CONFLICT, "member_ids", "You block this user: unblock them first.");
        }
    }

    private static ApiException none() {
        return new ApiException(ErrorCode.NOT_FOUND, "You do not block this user.");
    }
}
