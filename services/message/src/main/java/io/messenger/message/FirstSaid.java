package io.messenger.message;

import io.messenger.contracts.Command;
import io.messenger.contracts.Mentions;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import org.jspecify.annotations.Nullable;

/// A message as it was when it was sent.
final class FirstSaid {
    private FirstSaid() {}

    /// For the event of its sending: the stored state may be a later one, but the same seq always
    /// carries the same event, and a command that is repeated brings what it said. Of those whom it
    /// mentions, the ones count who were there then.
    static Message of(@Nullable Chat chat, Message message, Command command) {
        boolean changed = message.editedAt() != null || message.deletedAt() != null;
        if (!changed || !(command.op() instanceof Op.Send send)) {
            return message;
        }
        Mentions mentions =
                send.mentions().only(user -> chat != null && chat.wasMember(user, message.seq()));
        return new Message(
                message.chatId(),
                message.seq(),
                message.seq(),
                message.system(),
                message.senderId(),
                message.clientMsgId(),
                send.body().json(),
                message.replyTo(),
                null,
                null,
                message.sentAt(),
                null,
                false,
                mentions.json());
    }
}
