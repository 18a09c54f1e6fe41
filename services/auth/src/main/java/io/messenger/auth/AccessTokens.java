package io.messenger.auth;

import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkRSA;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.SessionId;
import io.messenger.contracts.UserId;
import io.messenger.platform.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/// Makes access tokens. Threads share it.
final class AccessTokens {
    private static final Duration INTERNAL_LIFE = Duration.ofMinutes(1);

    private final Supplier<Jwk> signer;
    private final String issuer;
    private final String audience;
    private final Duration life;
    private final Clock clock;

    /// @param signer gives the key that signs now
    AccessTokens(Supplier<Jwk> signer, String issuer, String audience, Duration life, Clock clock) {
        this.signer = signer;
        this.issuer = issuer;
        this.audience = audience;
        this.life = life;
        this.clock = clock;
    }

    /// How long a token is good.
    Duration life() {
        return life;
    }

    /// A token for a client.
    String mint(UserId user, DeviceId device, SessionId session) {
        return sign(audience, life, user, device.toString(), session.toString());
    }

    /// A token with which this service acts for a user at another service. It is of no session: the
    /// ids in it name nothing.
    String internal(UserId user) {
        String nothing = new UUID(0, 0).toString();
        return sign(Tokens.internal(audience), INTERNAL_LIFE, user, nothing, nothing);
    }

    /// A token with which this service does what the user could do. It is of no session either.
    String actingFor(UserId user) {
        String nothing = new UUID(0, 0).toString();
        return sign(audience, INTERNAL_LIFE, user, nothing, nothing);
    }

    private String sign(String forWhom, Duration good, UserId user, String device, String session) {
        Jwk key = signer.get();
        Instant now = clock.instant();
        Jwt token =
                Jwt.builder()
                        .type("JWT")
                        .algorithm(JwkRSA.ALG_RS256)
                        .keyId(key.keyId())
                        .issuer(issuer)
                        .addAudience(forWhom)
                        .subject(user.toString())
                        .issueTime(now)
                        .expirationTime(now.plus(good))
                        .addPayloadClaim(Tokens.DEVICE, device)
                        .addPayloadClaim(Tokens.SESSION, session)
                        .build();
        return SignedJwt.sign(token, key).tokenContent();
    }
}
