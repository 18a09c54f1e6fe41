package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Message;
import io.messenger.contracts.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What names a command for ever: a second one with the same key is a retry of the first.
record Key(ChatId chatId, UserId senderId, ClientMsgId clientMsgId) {
    static Key of(Command command) {
        return new Key(command.chatId(), command.senderId(), command.clientMsgId());
    }

    static Key read(ResultSet row) throws SQLException {
        return new Key(
                new ChatId(Sql.uuid(row, "chat_id")),
                new UserId(Sql.uuid(row, "sender_id")),
                new ClientMsgId(Sql.uuid(row, "client_msg_id")));
    }

    static Key of(Message message) {
        return new Key(message.chatId(), message.senderId(), message.clientMsgId());
    }
}
