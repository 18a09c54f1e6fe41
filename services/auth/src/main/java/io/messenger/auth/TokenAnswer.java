package io.messenger.auth;

import io.messenger.contracts.DeviceId;
import io.messenger.contracts.SessionId;
import io.messenger.contracts.UserId;

/// What a client gets to speak for a user.
///
/// @param expiresIn seconds for which the access token is good
record TokenAnswer(
        String accessToken,
        String tokenType,
        long expiresIn,
        String refreshToken,
        UserId userId,
        DeviceId deviceId,
        SessionId sessionId) {

    static TokenAnswer of(Session session, RefreshToken refresh, AccessTokens tokens) {
        return new TokenAnswer(
                tokens.mint(session.userId(), session.device().id(), session.id()),
                "Bearer",
                tokens.life().toSeconds(),
                refresh.text(),
                session.userId(),
                session.device().id(),
                session.id());
    }

    /// Without the tokens.
    @Override
    public String toString() {
        return "TokenAnswer[" + sessionId + "]";
    }
}
