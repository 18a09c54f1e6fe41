package io.messenger.contracts;

/// The value of `session.revoked`: this session ended before its tokens did, so whoever holds a
/// connection of it closes that connection.
public record SessionRevoked(UserId userId, SessionId sessionId, Reason reason) {
    /// Why a session ended.
    public enum Reason implements Wire {
        /// Its own device logged out.
        LOGOUT,
        /// The user ended it from another session.
        ENDED,
        /// The device logged in again, which began another session.
        REPLACED,
        /// The user has more sessions than allowed, and this was the one unused for longest.
        CROWDED_OUT,
        /// The password was changed in another session.
        PASSWORD_CHANGED,
        /// The user deleted the account.
        ACCOUNT_DELETED,
        /// An old refresh token of it was used again, so one of its copies is a thief's.
        TOKEN_REUSED
    }
}
