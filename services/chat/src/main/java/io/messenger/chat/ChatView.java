package io.messenger.chat;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.History;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chat in answers, as one of its members sees it.
///
/// @param history `all` for a group that shows it; null for all others
/// @param peerId the other one of a direct chat
/// @param role the member's own
/// @param headSeq the newest seq of the log; 0 while the log does not know the member yet
record ChatView(
        ChatId chatId,
        ChatType type,
        @Nullable String title,
        @Nullable History history,
        @Nullable UserId peerId,
        UserId createdBy,
        Instant createdAt,
        Role role,
        long headSeq,
        @Nullable List<MemberView> members) {

    static ChatView of(Membership membership, long headSeq) {
        Chat chat = membership.chat();
        Title title = chat.title();
        return new ChatView(
                chat.id(),
                chat.type(),
                title == null ? null : title.text(),
                chat.history() == History.ALL ? History.ALL : null,
                chat.peerOf(membership.own().userId()),
                chat.createdBy(),
                chat.createdAt(),
                membership.own().role(),
                headSeq,
                null);
    }

    ChatView with(List<MemberView> all) {
        return new ChatView(
                chatId, type, title, history, peerId, createdBy, createdAt, role, headSeq, all);
    }
}
