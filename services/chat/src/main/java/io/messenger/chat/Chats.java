package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Op;
import io.messenger.platform.Database;
import io.messenger.platform.Page;
import java.util.List;
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

    /// Renames the chat, and answers when its log has the new title. The title it has already is no
    /// change.
    ChatView setTitle(Caller caller, ChatId chat, Title title) {
        CommandKey last = database.write(tx -> setTitle(tx, caller, chat, title));
        log.await(caller, chat, last);
        return get(caller, chat);
    }

    private CommandKey setTitle(DbExecute tx, Caller caller, ChatId chat, Title title) {
        Membership membership = Membership.locked(tx, chat, caller.userId());
        membership.chat().demandNotDirect();
        Rights.demandManager(membership.own());
        ChatStore chats = new ChatStore(tx);
        if (title.equals(membership.chat().title())) {
            return chats.lastCommand(chat);
        }
        chats.setTitle(chat, title);
        return log.add(tx, chat, caller.userId(), new Op.Update(title.text()));
    }
}
