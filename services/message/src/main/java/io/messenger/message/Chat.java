package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A chat as of the point of the log that has been applied. Owned by the consumer's thread.
final class Chat {
    /// `largeSeq` of a chat whose members are all at hand.
    static final long NEVER = Long.MAX_VALUE;

    final ChatId chatId;
    final ChatType type;
    final UserId createdBy;
    final Instant createdAt;

    /// All of them; of a large chat those that commands have named.
    final Map<UserId, Member> members = new LinkedHashMap<>();

    @Nullable String title;

    /// What it is for; null when nobody said.
    @Nullable String about;

    /// Where its picture is; null when it has none.
    @Nullable String avatarUrl;

    /// The seq of the event that ended it for everybody; 0 while it is there.
    long deletedSeq;

    /// Since when members see all of the log; 0 when each sees it from their joining on.
    long allSince;

    long headSeq;
    long lastMsgNo;

    /// After this seq the gateways know who its members are, and no event names them.
    long largeSeq = NEVER;

    Chat(
            ChatId chatId,
            ChatType type,
            @Nullable String title,
            UserId createdBy,
            Instant createdAt) {
        this.chatId = chatId;
        this.type = type;
        this.title = title;
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    /// Who was there at a seq, as far as their latest membership tells, those who left by it
    /// included. The list is the caller's own. Not of a large chat.
    List<UserId> membersAt(long seq) {
        List<UserId> users = new ArrayList<>(members.size());
        for (Member member : members.values()) {
            if (member.presentAt(seq)) {
                users.add(member.userId);
            }
        }
        return users;
    }

    /// Whether the user is there now.
    boolean isMember(UserId user) {
        Member member = members.get(user);
        return member != null && member.present();
    }

    /// Whether the user was there at a seq, as far as their latest membership tells.
    boolean wasMember(UserId user, long seq) {
        Member member = members.get(user);
        return member != null && member.presentAt(seq);
    }

    boolean large() {
        return largeSeq != NEVER;
    }

    /// Those who are there now; of a large chat, of those at hand.
    List<Member> present() {
        return members.values().stream().filter(Member::present).toList();
    }

    /// Whether a member sees an entry: in a channel all, elsewhere those from their joining on, or
    /// all if that was so before they left.
    boolean shows(Member member, long seq) {
        boolean all = type == ChatType.CHANNEL || (allSince > 0 && allSince <= member.leftSeq);
        return seq >= (all ? 1 : member.joinedSeq) && seq <= headSeq;
    }

    /// It is over for everybody who is there. Of a large chat the rest is done by the store.
    void end(long seq) {
        deletedSeq = seq;
        present().forEach(member -> member.leftSeq = seq);
    }

    /// Whether the other one of a direct chat takes nothing from this one.
    boolean refuses(Member sender) {
        return type == ChatType.DIRECT
                && members.values().stream()
                        .anyMatch(other -> other != sender && other.keep.blocked());
    }

    /// A user who is or was a member.
    Member member(UserId user) {
        return Objects.requireNonNull(members.get(user), "no member");
    }
}
