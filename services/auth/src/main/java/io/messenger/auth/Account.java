package io.messenger.auth;

import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who may log in. Two are equal when what proves their owner is the same.
///
/// @param passwordHash Argon2id in PHC form
/// @param secondFactorAt since when logins need a code, null when they need none
record Account(
        UserId userId, Username username, String passwordHash, @Nullable Instant secondFactorAt) {
    /// The same account with the same password, hashed again.
    Account withHash(String hash) {
        return new Account(userId, username, hash, secondFactorAt);
    }

    /// Without the hash.
    @Override
    public String toString() {
        return "Account[" + userId + "]";
    }
}
