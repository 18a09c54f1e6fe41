package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Op;
import io.messenger.platform.Database;
import io.messenger.platform.EntityTag;
import io.messenger.platform.Page;
import io.messenger.platform.Precondition;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Chats that exist, as their members see and change them. To everybody else they do not exist.
final class Chats {
    private final Database database;
    private final ChatLog log;

    Chats(Database database, ChatLog log) {
        this.database = database;
        this.log = log;
    }

    /// The caller's chats, newest first.
    ///
    /// @param before where the page before this one ended; null for the first
    Page<ChatView> list(Caller caller, @Nullable ChatId before, int limit) {
        List<Membership> found =
                database.read(db -> new ChatStore(db).of(caller.userId(), before, limit + 1));
        return Page.of(found, limit, last -> last.chat().id().toString())
                .map(page -> views(caller, page));
    }

    private List<ChatView> views(Caller caller, List<Membership> page) {
        ToLongFunction<ChatId> heads =
                log.heads(caller, page.stream().map(one -> one.chat().id()).toList());
        return page.stream()
                .map(one -> ChatView.of(one, heads.applyAsLong(one.chat().id())))
                .toList();
    }

    ChatView get(Caller caller, ChatId chat) {
        Membership membership = database.read(db -> Membership.of(db, chat, caller.userId()));
        return views(caller, List.of(membership)).getFirst();
    }

    /// Changes the chat, and answers when its log has the change. What is so already is no change.
    ///
    /// @param state which state of the chat may be changed
    ChatView change(Caller caller, ChatId chat, Precondition state, ChatChange change) {
        CommandKey last = database.write(tx -> change(tx, caller, chat, state, change));
        log.await(caller, chat, last);
        return get(caller, chat);
    }

    /// Ends the chat for everybody, and answers when its log has that. Whoever did it may ask
    /// again, and changes nothing.
    void delete(Caller caller, ChatId chat) {
        CommandKey last = database.write(tx -> delete(tx, caller, chat));
        log.await(caller, chat, last);
    }

    private CommandKey delete(DbExecute tx, Caller caller, ChatId chat) {
        ChatStore chats = new ChatStore(tx);
        chats.lock(chat);
        if (chats.isDeleted(chat, caller.userId())) {
            return chats.lastCommand(chat);
        }
        Membership membership = Membership.of(tx, chat, caller.userId());
        if (membership.chat().type() == ChatType.DIRECT) {
            throw new ApiException(
                    ErrorCode.CONFLICT, "A direct chat cannot be deleted: archive it instead.");
        }
        Rights.demandOwner(membership.own());
        chats.delete(chat, caller.userId());
        return log.add(tx, chat, caller.userId(), new Op.DeleteChat());
    }

    private CommandKey change(
            DbExecute tx, Caller caller, ChatId chat, Precondition state, ChatChange change) {
        Membership membership = Membership.locked(tx, chat, caller.userId());
        change.demandAllowed(membership);
        state.demand(EntityTag.of(membership.chat().version()));
        ChatStore chats = new ChatStore(tx);
        Optional<Op.Update> update = change.on(membership.chat());
        if (update.isEmpty()) {
            return chats.lastCommand(chat);
        }
        chats.change(chat, update.get());
        return log.add(tx, chat, caller.userId(), update.get());
    }
}
