package io.messenger.auth;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

/// What the server knows of a session's refresh tokens: the hash of the newest, and the key that
/// makes the next. Immutable.
final class RefreshChain {
    /// How long the token before the newest is good, so that a lost answer costs nothing.
    static final Duration GRACE = Duration.ofSeconds(60);

    private final int generation;
    private final byte[] hash;
    private final byte[] key;
    private final Instant rotatedAt;

    /// @param generation how many tokens came before the newest
    /// @param hash SHA-256 of the newest token's secret
    /// @param key makes each token from the one before
    /// @param rotatedAt since when the newest is the newest
    RefreshChain(int generation, byte[] hash, byte[] key, Instant rotatedAt) {
        this.generation = generation;
        this.hash = hash;
        this.key = key;
        this.rotatedAt = rotatedAt;
    }

    static RefreshChain begin(RefreshToken first, byte[] key, Instant now) {
        return new RefreshChain(first.generation(), first.hash(), key, now);
    }

    /// What a token that a client sent is to this chain.
    enum Use {
        /// The newest: it is used up and followed by another.
        NEWEST,
        /// The one before the newest, whose answer may have been lost: the newest is told again.
        AGAIN,
        /// Any other token this session ever had: somebody keeps copies.
        REUSED,
        /// None of this session's.
        FOREIGN
    }

    Use use(RefreshToken token, Instant now) {
        int behind = generation - token.generation();
        if (behind < 0 || !MessageDigest.isEqual(hash, token.after(behind, key).hash())) {
            return Use.FOREIGN;
        }
        if (behind == 0) {
            return Use.NEWEST;
        }
        return behind == 1 && now.isBefore(rotatedAt.plus(GRACE)) ? Use.AGAIN : Use.REUSED;
    }

    /// The token after the given one.
    RefreshToken next(RefreshToken token) {
        return token.after(1, key);
    }

    /// The chain once its newest token was used.
    RefreshChain rotated(RefreshToken newest, Instant now) {
        return new RefreshChain(newest.generation(), newest.hash(), key, now);
    }

    int generation() {
        return generation;
    }

    byte[] hash() {
        return hash;
    }

    byte[] key() {
        return key;
    }

    Instant rotatedAt() {
        return rotatedAt;
    }
}
