package io.messenger.chat;

import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import org.jspecify.annotations.Nullable;

/// One who belongs to a chat.
///
/// @param joinNo the place in the order of joining
/// @param joinCommand the command that made the user a member
/// @param joinedSeq the seq that the log gave that command; null until it is known here
record Member(
        UserId userId, Role role, long joinNo, CommandKey joinCommand, @Nullable Long joinedSeq) {

    Member joinedAt(long seq) {
        return new Member(userId, role, joinNo, joinCommand, seq);
    }

    Member as(Role other) {
        return new Member(userId, other, joinNo, joinCommand, joinedSeq);
    }
}
