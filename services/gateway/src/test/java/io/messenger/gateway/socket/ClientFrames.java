package io.messenger.gateway.socket;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Frames as a client may send them, right or wrong.
final class ClientFrames {
    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    private ClientFrames() {}

    static byte[] text(String text) {
        return text(bytes(text));
    }

    static byte[] text(byte[] payload) {
        return frame(0x81, payload);
    }

    /// The first fragment of a text.
    static byte[] begin(String text) {
        return frame(0x01, bytes(text));
    }

    /// A fragment between the first and the last.
    static byte[] more(String text) {
        return frame(0x00, bytes(text));
    }

    static byte[] end(String text) {
        return frame(0x80, bytes(text));
    }

    static byte[] ping(String payload) {
        return frame(0x89, bytes(payload));
    }

    static byte[] pong(String payload) {
        return frame(0x8A, bytes(payload));
    }

    static byte[] close(int code) {
        return close(code, "");
    }

    static byte[] close(int code, String reason) {
        return frame(0x88, join(code >> 8, code, bytes(reason)));
    }

    /// A masked frame with the shortest length.
    static byte[] frame(int firstByte, byte[] payload) {
        int length = payload.length;
        return length <= 125
                ? frame(firstByte, 0x80 | length, 0, payload)
                : length <= 0xFFFF
                        ? frame(firstByte, 0x80 | 126, 2, payload)
                        : frame(firstByte, 0x80 | 127, 8, payload);
    }

    /// A masked frame whose length is written into as many bytes as wanted.
    static byte[] frame(int firstByte, int secondByte, int lengthBytes, byte[] payload) {
        return join(header(firstByte, secondByte, lengthBytes, payload.length), masked(payload));
    }

    /// Only the start of a frame: its length need not be true.
    static byte[] header(int firstByte, int secondByte, int lengthBytes, long length) {
        byte[] eight = ByteBuffer.allocate(8).putLong(length).array();
        byte[] used = Arrays.copyOfRange(eight, 8 - lengthBytes, 8);
        return join(firstByte, secondByte, used, MASK);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Bytes and arrays of bytes, one after another.
    static byte[] join(Object... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof byte[] array) {
                joined.writeBytes(array);
            } else {
                joined.write((Integer) part);
            }
        }
        return joined.toByteArray();
    }

    private static byte[] masked(byte[] payload) {
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK[i % 4];
        }
        return masked;
    }
}
