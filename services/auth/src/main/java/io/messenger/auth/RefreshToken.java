package io.messenger.auth;

import io.messenger.contracts.SessionId;
import io.messenger.contracts.Uuids;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A refresh token: its session, how many came before it, and a secret of 256 bits. To clients it
/// is an opaque text.
///
/// Each secret is made from the one before with a key of the session that never leaves the server.
/// So a repeated request gets the same successor, not a second one, and any token that a session
/// ever had is known again without keeping them all: the chain leads from it to the newest one. Who
/// has a token but not the key can make no other.
final class RefreshToken {
    private static final int SECRET_BYTES = 32;
    private static final int BYTES = Uuids.BYTES + Integer.BYTES + SECRET_BYTES;
    private static final String HMAC = "HmacSHA256";

    private final SessionId session;
    private final int generation;
    private final byte[] secret;

    private RefreshToken(SessionId session, int generation, byte[] secret) {
        this.session = session;
        this.generation = generation;
        this.secret = secret;
    }

    /// The first token of a session.
    static RefreshToken first(SessionId session, RandomGenerator random) {
        return new RefreshToken(session, 0, secret(random));
    }

    /// 256 random bits: a secret, or a key of a chain.
    static byte[] secret(RandomGenerator random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return secret;
    }

    /// Reads what a client sent.
    ///
    /// @throws IllegalArgumentException when it has not the form of a token
    static RefreshToken parse(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        if (bytes.remaining() != BYTES) {
            throw new IllegalArgumentException("not a refresh token");
        }
        SessionId session = new SessionId(Uuids.get(bytes));
        int generation = bytes.getInt();
        if (generation < 0) {
            throw new IllegalArgumentException("not a refresh token");
        }
        byte[] secret = new byte[SECRET_BYTES];
        bytes.get(secret);
        return new RefreshToken(session, generation, secret);
    }

    SessionId session() {
        return session;
    }

    int generation() {
        return generation;
    }

    /// The token as the client keeps it.
    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        Uuids.put(bytes, session.value());
        bytes.putInt(generation).put(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /// The SHA-256 of the secret, which is all that is stored of it.
    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The token that comes `steps` after this one in the chain of this key.
    RefreshToken after(int steps, byte[] chainKey) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(chainKey, HMAC));
            byte[] later = secret;
            for (int i = 0; i < steps; i++) {
                later = mac.doFinal(later);
            }
            return new RefreshToken(session, generation + steps, later);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
