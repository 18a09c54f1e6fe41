package io.messenger.chat;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link into a chat, without its code; also as the answer shows it.
///
/// @param expiresAt from when on it lets nobody in; null for never
/// @param maxUses how many it lets in; null for any number
/// @param uses how many it let in
record Invite(
        InviteId inviteId,
        @JsonIgnore ChatId chatId,
        UserId createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Integer maxUses,
        int uses) {

    /// Whether it lets one more in.
    boolean opensAt(Instant now) {
        return (expiresAt == null || now.isBefore(expiresAt))
                && (maxUses == null || uses < maxUses);
    }
}
