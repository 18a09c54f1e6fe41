package io.messenger.chat;

import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One who belongs to a chat.
///
/// @param joinNo the place in the order of joining
/// @param joinCommand the command that made the user a member
/// @param joinedSeq the seq that the log gave that command; null until it is known here
/// @param mutedUntil when the member hears of the chat again; null for always
/// @param archived whether the member put the chat out of the way
record Member(
        UserId userId,
        Role role,
        long joinNo,
        CommandKey joinCommand,
        @Nullable Long joinedSeq,
        @Nullable Instant mutedUntil,
        boolean archived) {

    Member joinedAt(long seq) {
        return new Member(userId, role, joinNo, joinCommand, seq, mutedUntil, archived);
    }

    Member as(Role other) {
        return new Member(userId, other, joinNo, joinCommand, joinedSeq, mutedUntil, archived);
    }

    /// How the member keeps the chat.
    ///
    /// @param blocked whether the other one of a direct chat is blocked
    Op.Keep keep(boolean blocked) {
        return new Op.Keep(mutedUntil, archived, blocked);
    }
}
