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
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks access tokens: RS256 by a key of the issuer, `iss`, `aud` and `exp`. Helidon's validators
/// let a token without `exp` pass and check no issuer, so each claim is asked for here.
///
/// A token that was good is remembered with the key that signed it, as a signature costs more to
/// check than all the rest: it stays good until its end, or until the issuer has that key no more.
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

    /// Good tokens remembered; beyond, the oldest is checked again when it comes back.
    private static final int REMEMBERED = 10_000;

    private final Map<String, Good> known = Collections.synchronizedMap(new Latest());
    private final Keys keys;
    private final String issuer;
    private final String audience;
    private final InstantSource clock;

    public Tokens(Keys keys, String issuer, String audience, InstantSource clock) {
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
        Good good = known.get(token);
        if (good == null || !keys.find(good.kid()).filter(good.key()::equals).isPresent()) {
            good = check(token);
            known.put(token, good);
        }
        if (!clock.instant().isBefore(good.caller().expiresAt())) {
            throw new ApiException(ErrorCode.TOKEN_EXPIRED, "The access token has expired.");
        }
        return good.caller();
    }

    /// A token that is good until its end, as long as the issuer has the key.
    private record Good(String kid, Jwk key, Principal caller) {}

    private static final class Latest extends LinkedHashMap<String, Good> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Good> eldest) {
            return size() > REMEMBERED;
        }
    }

    private Good check(String token) {
        Parsed parsed = parse(token);
        Jwt jwt = parsed.jwt();
        Jwk key = signer(parsed);
        if (!jwt.issuer().filter(issuer::equals).isPresent()
                || !jwt.audience().orElse(List.of()).contains(audience)) {
            throw refused();
        }
        try {
            return new Good(
                    jwt.keyId().orElseThrow(Tokens::refused),
                    key,
                    new Principal(
                            UserId.parse(jwt.subject().orElseThrow(Tokens::refused)),
                            DeviceId.parse(claim(jwt, DEVICE)),
                            SessionId.parse(claim(jwt, SESSION)),
                            jwt.expirationTime().orElseThrow(Tokens::refused)));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private Jwk signer(Parsed parsed) {
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
        return key;
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
