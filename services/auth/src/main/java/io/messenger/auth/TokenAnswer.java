package io.messenger.auth;

import io.messenger.contracts.DeviceId;
import io.messenger.contracts.SessionId;
import io.messenger.contracts.UserId;
import org.jspecify.annotations.Nullable;

/// What a client gets to speak for a user.
///
/// @param expiresIn seconds for which the access token is good
/// @param refreshToken null where a cookie carries it
record TokenAnswer(
        String accessToken,
        String tokenType,
        long expiresIn,
        @Nullable String refreshToken,
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

    /// The same for a browser, which gets the refresh token as a cookie.
    TokenAnswer withoutRefresh() {
        return new TokenAnswer(
                accessToken, tokenType, expiresIn, null, userId, deviceId, sessionId);
    }

    /// Without the tokens.
    @Override
    public String toString() {
        return "TokenAnswer[" + sessionId + "]";
    }
}
