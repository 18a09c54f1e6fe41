package io.messenger.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.bouncycastle.util.encoders.Base32;

/// Codes for whoever has lost the app, each good once. They have 80 random bits, so nobody guesses
/// one, and a hash of them needs no salt and no cost.
final class RecoveryCode {
    static final int HOW_MANY = 10;

    private static final int BYTES = 10;

    private RecoveryCode() {}

    /// New ones, as their owner writes them down: `ab2c-….`
    static List<String> some(RandomGenerator random) {
        return Stream.generate(() -> one(random)).limit(HOW_MANY).toList();
    }

    private static String one(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = Base32.toBase32String(bytes).toLowerCase(Locale.ROOT);
        return text.replaceAll("(....)(?!$)", "$1-");
    }

    /// What is stored of a code, in whatever case and with whatever spaces it was typed.
    static byte[] hash(String typed) {
        String bare = typed.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(bare.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
