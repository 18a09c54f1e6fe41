package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.KeepFrames;
import io.messenger.contracts.Op;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import java.util.List;
import java.util.Objects;

/// How members keep a chat for themselves: it takes no place in the log, and only their own devices
/// are told. As each command is applied at its place, a block holds for all that the log takes
/// after it.
record Keeping(Effects effects) {
    /// Below the places of a log and unlike the keys of receipts, so that states of one kind
    /// replace each other and no others.
    private static final long MUTE = -1;

    private static final long ARCHIVE = -2;
    private static final long BLOCK = -3;

    /// Keeps it so from now on.
    void apply(Chat chat, Member member, Op.Keep keep) {
        Op.Keep before = member.keep;
        if (set(chat, member, keep)) {
            ChatId id = chat.chatId;
            if (!Objects.equals(before.mutedUntil(), keep.mutedUntil())) {
                tell(id, member.userId, MUTE, KeepFrames.mute(id, keep.mutedUntil()));
            }
            if (before.archived() != keep.archived()) {
                tell(id, member.userId, ARCHIVE, KeepFrames.archive(id, keep.archived()));
            }
            if (before.blocked() != keep.blocked()) {
                tell(id, member.userId, BLOCK, KeepFrames.block(id, keep.blocked()));
            }
        }
    }

    /// The same, and nobody is told.
    ///
    /// @return whether it was otherwise before
    boolean set(Chat chat, Member member, Op.Keep keep) {
        if (keep.equals(member.keep)) {
            return false;
        }
        member.keep = keep;
        effects.kept.add(new Effects.Membership(chat, member));
        return true;
    }

    private void tell(ChatId chat, UserId user, long key, byte[] frame) {
        effects.events.add(Event.to(Route.state(chat, key, List.of(user)), frame));
    }
}
