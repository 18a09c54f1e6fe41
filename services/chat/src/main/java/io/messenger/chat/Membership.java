package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.UserId;

/// A chat as one of its members meets it.
record Membership(Chat chat, Member own) {

    /// The membership as it is now.
    ///
    /// @throws ApiException `not_found` for a stranger: that a chat exists is private too
    static Membership of(DbExecute db, ChatId chat, UserId user) {
        return new ChatStore(db).membership(chat, user).orElseThrow(Membership::none);
    }

    /// The membership, with the chat locked until the transaction ends.
    ///
    /// @throws ApiException as [#of]
    static Membership locked(DbExecute tx, ChatId chat, UserId user) {
        // Two statements: one that waited for the lock would see the chat as it is now, but its
        // members as they were when it began.
        new ChatStore(tx).lock(chat);
        return of(tx, chat, user);
    }

    private static ApiException none() {
        return new ApiException(ErrorCode.NOT_FOUND, "There is no such chat.");
    }
}
