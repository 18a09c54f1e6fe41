package io.messenger.proof;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Splits into the frames of a WebSocket.
final class FrameSplitter implements Splitter {
    private static final int CLOSE = 8;

    @Override
    public boolean next(ByteBuffer in, Sink sink) throws IOException {
        if (in.remaining() < 2) {
            return false;
        }
        int start = in.position();
        int length = in.get(start + 1) & 127;
        int header = length < 126 ? 2 : length == 126 ? 4 : 10;
        if (in.remaining() < header) {
            return false;
        }
        if (length == 126) {
            length = in.getShort(start + 2) & 0xFFFF;
        } else if (length == 127) {
            length = (int) in.getLong(start + 2);
        }
        if (in.remaining() < header + length) {
            return false;
        }
        if ((in.get(start) & 15) == CLOSE) {
            throw new IOException(
                    "closed with " + (length < 2 ? 1005 : in.getShort(start + header)));
        }
        in.position(start + header + length);
        sink.take(in.array(), in.arrayOffset() + start + header, length);
        return true;
    }
}
