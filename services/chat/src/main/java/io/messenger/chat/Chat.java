package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.History;
import io.messenger.contracts.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A chat. A direct one has a pair and no title, all others a title and no pair.
///
/// @param about what a group or channel is for
/// @param history what members of a group see of its log
/// @param avatar the name of its picture
/// @param version changes with title, about, history and picture
record Chat(
        ChatId id,
        ChatType type,
        @Nullable Title title,
        About about,
        @Nullable Pair pair,
        History history,
        @Nullable UUID avatar,
        UserId createdBy,
        Instant createdAt,
        long version) {

    /// The other one of a direct chat, as `user` sees it.
    @Nullable UserId peerOf(UserId user) {
        return pair == null ? null : pair.peerOf(user);
    }

    /// Refuses what nobody may do to a direct chat: its two members and their roles never change,
    /// and it has no title.
    void demandNotDirect() {
        if (type == ChatType.DIRECT) {
            throw new ApiException(
                    ErrorCode.CONFLICT, "A direct chat always has the same two members.");
        }
    }

    /// Refuses one more beside so many members: a group has at most 1000, a channel no limit.
    void demandRoomBeside(long members) {
        if (type == ChatType.GROUP && members >= NewChat.MAX_MEMBERS) {
            throw new ApiException(
                    ErrorCode.CONFLICT, "A group has at most " + NewChat.MAX_MEMBERS + " members.");
        }
    }
}
