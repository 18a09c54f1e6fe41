package io.messenger.contracts;

/// A record of `session.revoked`: the session has ended, whatever its tokens say.
///
/// @param reason why, for the log: `logout`, `password`, `reuse` and the like
public record Revocation(UserId userId, SessionId sessionId, String reason) {}
