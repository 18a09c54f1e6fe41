package io.messenger.proof;

import java.nio.charset.StandardCharsets;

/// Finds what a measurement needs in a frame, without parsing all of it: the client shares the
/// machine with what it measures.
final class Bytes {
    private Bytes() {}

    static byte[] of(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    static boolean startsWith(byte[] in, int from, int length, byte[] what) {
        return length >= what.length && matches(in, from, what);
    }

    /// The index behind the first `what`; -1 when there is none.
    static int after(byte[] in, int from, int to, byte[] what) {
        for (int at = from; at <= to - what.length; at++) {
            if (in[at] == what[0] && matches(in, at, what)) {
                return at + what.length;
            }
        }
        return -1;
    }

    /// The decimal number that begins at an index.
    static long decimal(byte[] in, int from) {
        long number = 0;
        for (int at = from; in[at] >= '0' && in[at] <= '9'; at++) {
            number = number * 10 + in[at] - '0';
        }
        return number;
    }

    /// The hexadecimal number of so many digits.
    static long hex(byte[] in, int from, int digits) {
        long number = 0;
        for (int at = from; at < from + digits; at++) {
            number = number << 4 | Character.digit(in[at], 16);
        }
        return number;
    }

    private static boolean matches(byte[] in, int at, byte[] what) {
        for (int i = 0; i < what.length; i++) {
            if (in[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }
}
