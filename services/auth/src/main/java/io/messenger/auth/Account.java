package io.messenger.auth;

import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;

/// Who may log in.
///
/// @param passwordHash Argon2id in PHC form
record Account(UserId userId, Username username, String passwordHash) {
    /// The same account with the same password, hashed again.
    Account withHash(String hash) {
        return new Account(userId, username, hash);
    }

    /// Without the hash.
    @Override
    public String toString() {
        return "Account[" + userId + "]";
    }
}
