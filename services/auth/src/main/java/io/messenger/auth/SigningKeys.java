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
import java.util.Objects;
import java.util.Optional;

/// The keys of the issuer: one signs, all of them verify and are published. Immutable.
final class SigningKeys implements Keys {
    private final List<RsaKey> keys;
    private final Map<String, JwkRSA> byId;
    private final String signer;

    private SigningKeys(List<RsaKey> keys, Map<String, JwkRSA> byId, String signer) {
        this.keys = keys;
        this.byId = byId;
        this.signer = signer;
    }

    /// Keys of which the first signs.
    ///
    /// @param keys at least one
    static SigningKeys of(List<RsaKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("at least one key is needed");
        }
        Map<String, JwkRSA> byId = new LinkedHashMap<>();
        keys.forEach(key -> byId.putIfAbsent(key.id(), jwk(key)));
        return new SigningKeys(List.copyOf(keys), byId, keys.getFirst().id());
    }

    /// The same keys, of which this one signs; without it the first one does.
    SigningKeys signedBy(String id) {
        return new SigningKeys(keys, byId, byId.containsKey(id) ? id : ids().getFirst());
    }

    /// Their ids, in the order of the file.
    List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /// The id of the key that signs.
    String signer() {
        return signer;
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
        return Objects.requireNonNull(byId.get(signer));
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
