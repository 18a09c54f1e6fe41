package io.messenger.standalone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Looks for many strings in much text, in one pass.
final class SecretSearch {
    /// How many bytes of each are looked up; none is shorter.
    private static final int BEGINNING = Long.BYTES;

    private static final int SHOWN = 300;

    private final Map<Long, List<byte[]>> byBeginning = new HashMap<>();

    SecretSearch(Set<String> secrets) {
        for (String secret : secrets) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            if (bytes.length >= BEGINNING) {
                byBeginning.computeIfAbsent(beginning(bytes), _ -> new ArrayList<>()).add(bytes);
            }
        }
    }

    private static long beginning(byte[] bytes) {
        long beginning = 0;
        for (int i = 0; i < BEGINNING; i++) {
            beginning = (beginning << Byte.SIZE) | (bytes[i] & 0xff);
        }
        return beginning;
    }

    /// The lines that show one of them, cut off where they are long.
    Set<String> linesOf(byte[] text) {
        Set<String> lines = new TreeSet<>();
        long last = 0;
        for (int i = 0; i < text.length; i++) {
            last = (last << Byte.SIZE) | (text[i] & 0xff);
            for (byte[] secret : byBeginning.getOrDefault(last, List.of())) {
                int from = i + 1 - BEGINNING;
                if (from >= 0 && standsAt(text, from, secret)) {
                    lines.add(line(text, from));
                }
            }
        }
        return lines;
    }

    private static boolean standsAt(byte[] text, int from, byte[] secret) {
        int to = from + secret.length;
        return to <= text.length && Arrays.equals(text, from, to, secret, 0, secret.length);
    }

    private static String line(byte[] text, int at) {
        int from = at;
        while (from > 0 && text[from - 1] != '\n') {
            from--;
        }
        int to = at;
        while (to < text.length && text[to] != '\n' && to - from < SHOWN) {
            to++;
        }
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
