package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Message;
import io.messenger.contracts.UserId;

/// What names a command for ever: a second one with the same key is a retry of the first.
record Key(ChatId chatId, UserId senderId, ClientMsgId clientMsgId) {
    static Key of(Command command) {
        return new Key(command.chatId(), command.senderId(), command.clientMsgId());
    }

    static Key of(Message message) {
        return new Key(message.chatId(), message.senderId(), message.clientMsgId());
    }
}
