package io.messenger.proof;

import java.nio.charset.StandardCharsets;

/// What a sender says, again and again, with another number each time. One thread uses it.
final class Template {
    /// Hexadecimal digits of the number.
    static final int DIGITS = 12;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int at;

    /// @param before the text right before the first place of the number, which is twelve digits
    Template(byte[] bytes, String before) {
        this.bytes = bytes;
        this.at = Bytes.after(bytes, 0, bytes.length, Bytes.of(before));
        if (at < 0) {
            throw new IllegalArgumentException("no place for the number");
        }
    }

    /// The bytes with this number; good until the next call.
    byte[] with(long number) {
        for (int i = DIGITS - 1, rest = 0; i >= 0; i--, rest++) {
            bytes[at + i] = HEX[(int) (number >>> (4 * rest)) & 15];
        }
        return bytes;
    }
}
