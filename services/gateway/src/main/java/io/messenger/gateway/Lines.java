package io.messenger.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Newline-delimited JSON.
final class Lines {
    private Lines() {}

    /// The lines without their ends; what stands behind the last end is none.
    static List<byte[]> of(byte[] text) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '\n') {
                lines.add(Arrays.copyOfRange(text, start, i));
                start = i + 1;
            }
        }
        return lines;
    }
}
