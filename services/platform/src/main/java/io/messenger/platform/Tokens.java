package io.messenger.platform;

import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.JwtException;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.Jwk;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.SessionId;
import io.messenger.contracts.UserId;
import jakarta.json.JsonString;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Checks access tokens: RS256 by a key of the issuer, `iss`, `aud` and `exp`. Helidon's validators
/// let a token without `exp` pass and check no issuer, so each claim is asked for here.
///
/// Threads share it.
public final class Tokens {
    /// The claim that names the session.
    public static final String SESSION = "sid";

    /// The claim that names the device.
    public static final String DEVICE = "did";

    /// What [#internal] adds to the audience.
    private static final String INTERNAL = ".internal";

    private static final String ALGORITHM = "RS256";

    private final Keys keys;
    private final String issuer;
    private final String audience;
    private final Clock clock;

    public Tokens(Keys keys, String issuer, String audience, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /// The audience of tokens that only the services give each other: a client's token opens no
    /// internal operation, and the other way round.
    public static String internal(String audience) {
        return audience + INTERNAL;
    }

    /// Who the token speaks for.
    ///
    /// @throws ApiException `unauthenticated` when it is none of ours, `token_expired` when its
    ///   time is over, `unavailable` when the issuer's keys cannot be had
    public Principal verify(String token) {
        Jwt jwt = signed(token);
        if (!jwt.issuer().filter(issuer::equals).isPresent()
                || !jwt.audience().orElse(List.of()).contains(audience)) {
            throw refused();
        }
        Instant expires = jwt.expirationTime().orElseThrow(Tokens::refused);
        if (!clock.instant().isBefore(expires)) {
            throw new ApiException(ErrorCode.TOKEN_EXPIRED, "The access token has expired.");
        }
        try {
            return new Principal(
                    UserId.parse(jwt.subject().orElseThrow(Tokens::refused)),
                    DeviceId.parse(claim(jwt, DEVICE)),
                    SessionId.parse(claim(jwt, SESSION)),
                    expires);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private Jwt signed(String token) {
        Parsed parsed = parse(token);
        Jwt jwt = parsed.jwt();
        if (!jwt.algorithm().filter(ALGORITHM::equals).isPresent()) {
            throw refused();
        }
        Jwk key = jwt.keyId().flatMap(keys::find).orElseThrow(Tokens::refused);
        try {
            SignedJwt signed = parsed.signed();
            if (!key.verifySignature(signed.getSignedBytes(), signed.getSignature())) {
                throw refused();
            }
        } catch (JwtException e) {
            throw refused();
        }
        return jwt;
    }

    private record Parsed(SignedJwt signed, Jwt jwt) {}

    private static Parsed parse(String token) {
        try {
            SignedJwt signed = SignedJwt.parseToken(token);
            return new Parsed(signed, signed.getJwt());
        } catch (RuntimeException e) {
            // Helidon promises no more than this about what malformed tokens throw.
            throw refused();
        }
    }

    private static String claim(Jwt jwt, String name) {
        return jwt.payloadClaim(name)
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .orElseThrow(Tokens::refused);
    }

    private static ApiException refused() {
        return new ApiException(ErrorCode.UNAUTHENTICATED, "A valid access token is needed.");
    }
}
