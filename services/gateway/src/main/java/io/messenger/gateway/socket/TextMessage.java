package io.messenger.gateway.socket;

import java.io.IOException;
import java.util.Arrays;

/// A text message while its fragments come in. Memory grows with the bytes that have arrived, not
/// with the length that was announced. Used by the reading thread only.
final class TextMessage {
    private static final int FIRST_BYTES = 4_096;

    private final Utf8 utf8 = new Utf8();
    private byte[] bytes = new byte[0];
    private int size;

    int size() {
        return size;
    }

    /// Reads the payload of one fragment and checks it as it comes.
    void append(FrameHeader header, FrameInput in) throws IOException, ProtocolFault {
        int end = size + header.length();
        int offset = 0;
        while (size < end) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(end, Math.max(FIRST_BYTES, 2 * size)));
            }
            int to = Math.min(end, bytes.length);
            in.fill(bytes, size, to);
            header.unmask(bytes, size, to, offset);
            if (!utf8.accept(bytes, size, to)) {
                throw new ProtocolFault(StandardCode.BAD_TEXT, "text is not UTF-8");
            }
            offset += to - size;
            size = to;
        }
    }

    /// The whole message, once its last fragment is there.
    byte[] text() throws ProtocolFault {
        if (!utf8.complete()) {
            throw new ProtocolFault(StandardCode.BAD_TEXT, "text ends inside a character");
        }
        return bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    }
}
