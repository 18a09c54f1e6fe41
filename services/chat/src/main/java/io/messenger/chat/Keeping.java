package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// How members keep a chat for themselves: muted, archived. Only their own devices learn of it, by
/// way of the chat's log.
record Keeping(Database database, ChatLog log) {

    /// Mutes the chat, or has it heard again.
    ///
    /// @param until null for not muted
    void mute(Caller caller, ChatId chat, @Nullable Instant until) {
        change(caller, chat, keep -> new Op.Keep(until, keep.archived(), keep.blocked()));
    }

    /// Puts the chat out of the way, or back.
    void archive(Caller caller, ChatId chat, boolean archived) {
        change(caller, chat, keep -> new Op.Keep(keep.mutedUntil(), archived, keep.blocked()));
    }

    private void change(Caller caller, ChatId chat, UnaryOperator<Op.Keep> change) {
        CommandKey last =
                database.write(tx -> {
                    Membership membership = Membership.locked(tx, chat, caller.userId());
                    Op.Keep before = now(tx, membership);
                    Op.Keep keep = change.apply(before);
                    if (keep.equals(before)) {
                        return new ChatStore(tx).lastCommand(chat);
                    }
                    new MemberStore(tx).setKeep(chat, caller.userId(), keep);
                    return log.add(tx, chat, caller.userId(), keep);
                });
        log.await(caller, chat, last);
    }

    /// How a member keeps the chat now.
    static Op.Keep now(DbExecute tx, Membership membership) {
        UserId user = membership.own().userId();
        UserId peer = membership.chat().peerOf(user);
        boolean blocked = peer != null && new BlockStore(tx).find(user, peer).isPresent();
        return membership.own().keep(blocked);
    }
}
