package io.messenger.platform;

import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.JwkRSA;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// A key of an issuer that exists in tests only.
final class TestKey implements Keys {
    static final String ISSUER = "issuer";
    static final String AUDIENCE = "audience";

    private final JwkRSA key;

    TestKey(String kid) {
        KeyPair pair = newPair();
        key =
                JwkRSA.builder()
                        .keyId(kid)
                        .algorithm(JwkRSA.ALG_RS256)
                        .privateKey((RSAPrivateKey) pair.getPrivate())
                        .publicKey((RSAPublicKey) pair.getPublic())
                        .build();
    }

    /// The claims of a good token, to be changed before they are signed.
    Jwt.Builder claims(Instant expires) {
        return bare().keyId(key.keyId()).expirationTime(expires);
    }

    /// The same without `kid` and `exp`.
    Jwt.Builder bare() {
        return Jwt.builder()
                .algorithm(JwkRSA.ALG_RS256)
                .issuer(ISSUER)
                .addAudience(AUDIENCE)
                .subject(UUID.randomUUID().toString())
                .addPayloadClaim(Tokens.DEVICE, UUID.randomUUID().toString())
                .addPayloadClaim(Tokens.SESSION, UUID.randomUUID().toString());
    }

    String sign(Jwt.Builder claims) {
        return SignedJwt.sign(claims.build(), key).tokenContent();
    }

    @Override
    public Optional<io.helidon.security.jwt.jwk.Jwk> find(String kid) {
        return kid.equals(key.keyId()) ? Optional.of(key) : Optional.empty();
    }

    /// Its public half, as an issuer shows it.
    String jwks() {
        RSAPublicKey open = (RSAPublicKey) key.publicKey();
        return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"AQAB"}]}
        """
                .formatted(key.keyId(), base64(open.getModulus().toByteArray()));
    }

    /// The part of a token that is no signature, unchecked: a header of our own choice.
    static String unsigned(String header, String token) {
        String payload = token.split("\\.", -1)[1];
        return base64(header.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + "." + payload;
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }
}
