package io.messenger.chat;

import io.messenger.contracts.UserId;

/// The two people of a direct chat, in no order.
record Pair(UserId one, UserId other) {
    Pair {
        if (one.equals(other)) {
            throw new IllegalArgumentException("a direct chat is between two");
        }
    }

    /// The other one of the two.
    UserId peerOf(UserId user) {
        return user.equals(one) ? other : one;
    }
}
