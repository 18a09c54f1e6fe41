package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A chat as of the point of the log that has been applied. Owned by the consumer's thread.
final class Chat {
    final ChatId chatId;
    final ChatType type;
    final UserId createdBy;
    final Instant createdAt;
    final Map<UserId, Member> members = new LinkedHashMap<>();
    @Nullable String title;
    long headSeq;
    long lastMsgNo;

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

    /// Those who are there now, in the order in which they were first seen.
    List<UserId> present() {
        return members.values().stream()
                .filter(Member::present)
                .map(member -> member.userId)
                .toList();
    }
}
