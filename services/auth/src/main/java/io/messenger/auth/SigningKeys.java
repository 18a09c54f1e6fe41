package io.messenger.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkRSA;
import io.messenger.contracts.Json;
import io.messenger.platform.Keys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of the issuer: the first one signs, all of them verify and are published. A key is
/// taken out of use by putting a new one before it, and removing it when the last token it signed
/// has expired. Immutable.
final class SigningKeys implements Keys {
    private final List<RsaKey> keys;
    private final Map<String, JwkRSA> byId = new LinkedHashMap<>();

    /// @param keys at least one
    SigningKeys(List<RsaKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("at least one key is needed");
        }
        this.keys = List.copyOf(keys);
        keys.forEach(key -> byId.putIfAbsent(key.id(), jwk(key)));
    }

    private static JwkRSA jwk(RsaKey key) {
        JwkRSA.Builder jwk =
                JwkRSA.builder().privateKey(key.privateKey()).publicKey(key.publicKey());
        jwk.keyType(Jwk.KEY_TYPE_RSA).keyId(key.id());
        jwk.algorithm(JwkRSA.ALG_RS256).usage(Jwk.USE_SIGNATURE);
        return jwk.build();
    }

    /// The key that signs new tokens.
    Jwk current() {
        return byId.values().iterator().next();
    }

    @Override
    public Optional<Jwk> find(String kid) {
        return Optional.ofNullable(byId.get(kid));
    }

    /// The public halves, as `/.well-known/jwks.json` shows them (RFC 7517).
    byte[] published() {
        return Json.bytes(
                new KeySet(
                        keys.stream()
                                .map(key -> PublicKey.of(key.id(), key.publicKey()))
                                .toList()));
    }

    private record KeySet(List<PublicKey> keys) {}

    @JsonInclude
    private record PublicKey(String kty, String use, String alg, String kid, String n, String e) {
        static PublicKey of(String id, RSAPublicKey key) {
            return new PublicKey(
                    "RSA",
                    "sig",
                    JwkRSA.ALG_RS256,
                    id,
                    unsigned(key.getModulus()),
                    unsigned(key.getPublicExponent()));
        }
    }

    /// An RSA number as JWK writes it: big-endian without a leading zero, base64url.
    static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        byte[] exact = java.util.Arrays.copyOfRange(bytes, from, bytes.length);
        return new String(
                Base64.getUrlEncoder().withoutPadding().encode(exact), StandardCharsets.US_ASCII);
    }
}
