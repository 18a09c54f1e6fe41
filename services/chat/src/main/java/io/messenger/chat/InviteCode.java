package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// What lets its holder into a chat: 128 random bits in 22 letters, digits, `-` and `_`.
record InviteCode(String text) {
    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

    static InviteCode next(RandomGenerator random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new InviteCode(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// The code in a path.
    ///
    /// @throws ApiException `not_found` when it has not the form of one, like an unknown one
    static InviteCode of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw unknown();
        }
        return new InviteCode(text);
    }

    /// What the database knows it by, in hexadecimal: SHA-256, so that nobody who reads the
    /// database gets in.
    String hash() {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The one answer for codes that never were, are used up, revoked or too old, and for those who
    /// are banned: it tells nothing of the chat.
    static ApiException unknown() {
        return new ApiException(ErrorCode.NOT_FOUND, "This invitation is not valid.");
    }

    /// It lets others in, so it must not get into a log.
    @Override
    public String toString() {
        return "an invite code";
    }
}
