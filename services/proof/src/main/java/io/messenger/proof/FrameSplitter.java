package io.messenger.proof;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Splits what a server sends into frames.
final class FrameSplitter {
    private static final int CLOSE = 8;

    private FrameSplitter() {}

    /// Gets the payload of each whole frame; it must not be kept.
    interface Sink {
        void frame(byte[] bytes, int from, int length);
    }

    /// Takes whole frames from a buffer that is ready to be read, and leaves the rest in it.
    ///
    /// @throws IOException when the server closes
    static void split(ByteBuffer in, Sink sink) throws IOException {
        while (in.remaining() >= 2) {
            int start = in.position();
            int opcode = in.get(start) & 15;
            int length = in.get(start + 1) & 127;
            int header = 2;
            if (length == 126) {
                header = 4;
                if (in.remaining() < header) {
                    return;
                }
                length = in.getShort(start + 2) & 0xFFFF;
            } else if (length == 127) {
                header = 10;
                if (in.remaining() < header) {
                    return;
                }
                length = (int) in.getLong(start + 2);
            }
            if (in.remaining() < header + length) {
                return;
            }
            if (opcode == CLOSE) {
                throw new IOException(
                        "closed with " + (length < 2 ? 1005 : in.getShort(start + header)));
            }
            sink.frame(in.array(), in.arrayOffset() + start + header, length);
            in.position(start + header + length);
        }
    }
}
