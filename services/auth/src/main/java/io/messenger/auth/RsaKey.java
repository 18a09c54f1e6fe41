package io.messenger.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

/// A private RSA key of at least 2048 bits with its public half.
///
/// @param id its thumbprint (RFC 7638): the same key has the same id on every machine, so a key
///   file needs no names in it
record RsaKey(String id, RSAPrivateCrtKey privateKey, RSAPublicKey publicKey) {
    static final int MIN_BITS = 2048;

    static RsaKey generate() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(MIN_BITS);
        return of((RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
    }

    /// @throws GeneralSecurityException when the key is too short to be safe
    static RsaKey of(RSAPrivateCrtKey key) throws GeneralSecurityException {
        if (key.getModulus().bitLength() < MIN_BITS) {
            throw new GeneralSecurityException("an RSA key needs at least " + MIN_BITS + " bits");
        }
        RSAPublicKeySpec half = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
        RSAPublicKey publicKey = (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(half);
        return new RsaKey(thumbprint(publicKey), key, publicKey);
    }

    private static String thumbprint(RSAPublicKey key) throws GeneralSecurityException {
        String canonical =
                "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
                        .formatted(
                                SigningKeys.unsigned(key.getPublicExponent()),
                                SigningKeys.unsigned(key.getModulus()));
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(canonical.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    /// Only the id: the rest is secret.
    @Override
    public String toString() {
        return "RsaKey[" + id + "]";
    }
}
