package io.messenger.auth;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id in the PHC string form, which carries its own cost: a hash made with another cost can
/// still be checked after the cost was raised.
///
/// @param memoryKib memory of one hash
/// @param passes how often that memory is gone through
/// @param lanes how many threads it could use
record Argon2(int memoryKib, int passes, int lanes) {
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
                            + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    /// `$argon2id$v=19$m=…,t=…,p=…$salt$hash`
    String hash(Password password, byte[] salt) {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(
                        memoryKib,
                        passes,
                        lanes,
                        ENCODER.encodeToString(salt),
                        ENCODER.encodeToString(raw(password, salt, HASH_BYTES)));
    }

    /// Whether `phc` was made of this password.
    ///
    /// @throws IllegalArgumentException when `phc` is no hash of ours
    static boolean matches(Password password, String phc) {
        Matcher parts = parts(phc);
        Argon2 cost = cost(parts);
        byte[] salt = Base64.getDecoder().decode(parts.group(4));
        byte[] expected = Base64.getDecoder().decode(parts.group(5));
        return MessageDigest.isEqual(cost.raw(password, salt, expected.length), expected);
    }

    /// What a stored hash cost.
    ///
    /// @throws IllegalArgumentException when `phc` is no hash of ours
    static Argon2 of(String phc) {
        return cost(parts(phc));
    }

    private static Matcher parts(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not an Argon2id hash");
        }
        return parts;
    }

    private static Argon2 cost(Matcher parts) {
        return new Argon2(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }

    private byte[] raw(Password password, byte[] salt, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(memoryKib)
                        .withIterations(passes)
                        .withParallelism(lanes)
                        .withSalt(salt)
                        .build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.bytes(), hash);
        return hash;
    }
}
