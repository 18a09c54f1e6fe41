package io.messenger.message;

import io.messenger.contracts.Frames;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import java.util.List;
import java.util.Optional;

/// What others and the reader's own devices learn of a moved pointer.
final class Pointers {
    /// Receipts flow in chats up to this many members: above, nobody looks at them.
    private static final int RECEIPTS_UP_TO = 100;

    /// The coalescing key of `unread`; receipts have their user's.
    private static final long UNREAD = 0;

    private Pointers() {}

    static Event unread(Chat chat, Member member) {
        byte[] frame =
                Frames.unread(chat.chatId, member.readSeq, chat.lastMsgNo - member.readMsgNo, 0);
        return Event.to(Route.state(chat.chatId, UNREAD, List.of(member.userId)), frame);
    }

    static Optional<Event> receipt(Chat chat, Member member) {
        List<UserId> others =
                chat.present().stream().filter(user -> !user.equals(member.userId)).toList();
        if (others.isEmpty() || others.size() >= RECEIPTS_UP_TO) {
            return Optional.empty();
        }
        byte[] frame =
                Frames.receipt(chat.chatId, member.userId, member.receivedSeq, member.readSeq);
        long key = member.userId.value().getLeastSignificantBits();
        return Optional.of(Event.to(Route.state(chat.chatId, key, others), frame));
    }
}
