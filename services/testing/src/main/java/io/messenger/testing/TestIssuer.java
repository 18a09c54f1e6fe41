package io.messenger.testing;

import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.JwkRSA;
import io.helidon.webserver.WebServer;
import io.messenger.contracts.UserId;
import io.messenger.platform.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// Issues access tokens as the auth service does, with a key of its own that it shows as JWKS: for
/// tests of one service, in which nobody logs in. Safe for use by several threads.
public final class TestIssuer implements AutoCloseable {
    /// `iss` of its tokens, the services' default.
    public static final String ISSUER = "messenger";

    /// `aud` of its tokens, the services' default.
    public static final String AUDIENCE = "messenger";

    private final KeyPair key;
    private final String keyId;
    private final KeyPair anotherKey = newKey();
    private final WebServer server =
            WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .routing(routing -> routing.get("/jwks.json", (_, res) -> res.send(jwks())))
                    .build()
                    .start();

    /// With a key of its own.
    public TestIssuer() {
        this(newKey(), "test");
    }

    private TestIssuer(KeyPair key, String keyId) {
        this.key = key;
        this.keyId = keyId;
    }

    /// With the key of a running auth service, so that its tokens differ from good ones in nothing
    /// but what a test wants.
    ///
    /// @param keyFile the file that the service made
    /// @param token one that the service signed
    public static TestIssuer withKeyOf(Path keyFile, String token) {
        try {
            String base64 = Files.readString(keyFile).replaceAll("-----[A-Z ]+-----", "");
            KeyFactory keys = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret =
                    (RSAPrivateCrtKey)
                            keys.generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            Base64.getMimeDecoder().decode(base64)));
            RSAPublicKeySpec open =
                    new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
            String keyId = SignedJwt.parseToken(token).getJwt().keyId().orElseThrow();
            return new TestIssuer(new KeyPair(keys.generatePublic(open), secret), keyId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(keyFile + " has no key", e);
        }
    }

    /// Where its keys are: the setting `auth.jwks-uri`.
    public URI jwksUri() {
        return URI.create("http://127.0.0.1:" + server.port() + "/jwks.json");
    }

    /// A good token.
    public String token(UserId user) {
        return sign(key, claims(user, Duration.ofMinutes(15)));
    }

    /// A token with which one service acts for a user at another one.
    public String internalToken(UserId user) {
        return sign(key, claims(user, Duration.ofMinutes(1), Tokens.internal(AUDIENCE)));
    }

    /// A token whose time is over.
    public String expiredToken(UserId user) {
        return sign(key, claims(user, Duration.ofMinutes(-1)));
    }

    /// A token that claims to be signed by the issuer's key, and is not.
    public String forgedToken(UserId user) {
        return sign(anotherKey, claims(user, Duration.ofMinutes(15)));
    }

    private Jwt claims(UserId user, Duration life) {
        return claims(user, life, AUDIENCE);
    }

    private Jwt claims(UserId user, Duration life, String audience) {
        return Jwt.builder()
                .algorithm(JwkRSA.ALG_RS256)
                .keyId(keyId)
                .issuer(ISSUER)
                .addAudience(audience)
                .subject(user.toString())
                .addPayloadClaim(Tokens.DEVICE, UUID.randomUUID().toString())
                .addPayloadClaim(Tokens.SESSION, UUID.randomUUID().toString())
                .expirationTime(Instant.now().plus(life))
                .build();
    }

    private String sign(KeyPair pair, Jwt claims) {
        JwkRSA jwk =
                JwkRSA.builder()
                        .keyId(keyId)
                        .algorithm(JwkRSA.ALG_RS256)
                        .privateKey((RSAPrivateKey) pair.getPrivate())
                        .publicKey((RSAPublicKey) pair.getPublic())
                        .build();
        return SignedJwt.sign(claims, jwk).tokenContent();
    }

    private String jwks() {
        RSAPublicKey open = (RSAPublicKey) key.getPublic();
        return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}
        """
                .formatted(keyId, base64(open.getModulus()), base64(open.getPublicExponent()));
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
