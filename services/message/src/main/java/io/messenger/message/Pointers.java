package io.messenger.message;

import io.messenger.contracts.Frames;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Moves the read and received pointers while a batch is applied, and tells of each once, as it is
/// after the batch.
final class Pointers {
    /// Receipts flow in chats up to this many members: above, nobody looks at them.
    private static final int RECEIPTS_UP_TO = 100;

    /// The coalescing key of `unread`; receipts have their user's.
    private static final long UNREAD = 0;

    private final Effects effects;
    private final MsgNos msgNos;
    private final Mentioning mentioning;
    private final Map<Effects.Membership, Boolean> moved = new LinkedHashMap<>();

    Pointers(Effects effects, MsgNos msgNos, Mentioning mentioning) {
        this.effects = effects;
        this.msgNos = msgNos;
        this.mentioning = mentioning;
    }

    /// Moves them forward, up to the head at most; backwards is ignored, and so is a stranger.
    ///
    /// @param read 0 when only receiving is told
    /// @return whether one of them moved
    boolean move(@Nullable Chat chat, UserId user, long received, long read) {
        Member member = chat == null ? null : chat.members.get(user);
        if (chat == null || member == null || !member.present()) {
            return false;
        }
        long readTo = Math.min(read, chat.headSeq);
        long receivedTo = Math.min(received, chat.headSeq);
        boolean reads = readTo > member.readSeq;
        if (!reads && receivedTo <= member.receivedSeq) {
            return false;
        }
        member.receivedSeq = Math.max(member.receivedSeq, receivedTo);
        if (reads) {
            mentioning.read(chat, member, readTo);
            member.readMsgNo = msgNos.at(chat, readTo);
            member.readSeq = readTo;
        }
        effects.changed(chat, member);
        moved.merge(new Effects.Membership(chat, member), reads, Boolean::logicalOr);
        return true;
    }

    /// Tells the others, and of reading the reader's own devices.
    void tell() {
        moved.forEach((of, read) -> {
            if (of.member().present()) {
                if (read) {
                    effects.events.add(unread(of.chat(), of.member()));
                }
                receipt(of.chat(), of.member());
            }
        });
        moved.clear();
    }

    private static Event unread(Chat chat, Member member) {
        byte[] frame =
                Frames.unread(
                        chat.chatId,
                        member.readSeq,
                        chat.lastMsgNo - member.readMsgNo,
                        member.unreadMentions());
        return Event.to(Route.state(chat.chatId, UNREAD, List.of(member.userId)), frame);
    }

    private void receipt(Chat chat, Member member) {
        List<UserId> others =
                chat.large()
                        ? List.of()
                        : chat.present().stream()
                                .filter(other -> other != member)
                                .map(other -> other.userId)
                                .limit(RECEIPTS_UP_TO)
                                .toList();
        if (!others.isEmpty() && others.size() < RECEIPTS_UP_TO) {
            byte[] frame =
                    Frames.receipt(chat.chatId, member.userId, member.receivedSeq, member.readSeq);
            long key = member.userId.value().getLeastSignificantBits();
            effects.events.add(Event.to(Route.state(chat.chatId, key, others), frame));
        }
    }
}
