package io.messenger.chat;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.History;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import io.messenger.platform.EntityTag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chat in answers, as one of its members sees it.
///
/// @param history `all` for a group that shows it; null for all others
/// @param peerId the other one of a direct chat
/// @param role the member's own
/// @param headSeq the newest seq of the log; 0 while the log does not know the member yet
/// @param mutedUntil when the member hears of it again; null when it is not muted
/// @param archived true, or null when it is not
/// @param avatarUrl where its picture is; null when it has none
/// @param version changes with title, about, history and picture: what [#tag] says
record ChatView(
        ChatId chatId,
        ChatType type,
        @Nullable String title,
        @Nullable String about,
        @Nullable String avatarUrl,
        @Nullable History history,
        @Nullable UserId peerId,
        UserId createdBy,
        Instant createdAt,
        Role role,
        long headSeq,
        @Nullable Instant mutedUntil,
        @Nullable Boolean archived,
        long version,
        @Nullable List<MemberView> members) {

    static ChatView of(Membership membership, long headSeq) {
        Chat chat = membership.chat();
        Title title = chat.title();
        return new ChatView(
                chat.id(),
                chat.type(),
                title == null ? null : title.text(),
                chat.about().equals(About.NOTHING) ? null : chat.about().text(),
                ChatPictures.url(chat.avatar()),
                chat.history() == History.ALL ? History.ALL : null,
                chat.peerOf(membership.own().userId()),
                chat.createdBy(),
                chat.createdAt(),
                membership.own().role(),
                headSeq,
                membership.own().mutedUntil(),
                membership.own().archived() ? true : null,
                chat.version(),
                null);
    }

    /// What a change of it can name as the state that it changes.
    EntityTag tag() {
        return EntityTag.of(version);
    }

    ChatView with(List<MemberView> all) {
        return new ChatView(
                chatId,
                type,
                title,
                about,
                avatarUrl,
                history,
                peerId,
                createdBy,
                createdAt,
                role,
                headSeq,
                mutedUntil,
                archived,
                version,
                all);
    }
}
