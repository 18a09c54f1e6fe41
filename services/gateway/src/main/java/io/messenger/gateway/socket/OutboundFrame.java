package io.messenger.gateway.socket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One WebSocket frame, encoded once and shared by all its recipients. Immutable: the bytes given
/// are copied behind the frame's header.
public final class OutboundFrame {
    /// What may happen to a frame while its peer is slow.
    enum Kind {
        LOG,
        STATE,
        EPHEMERAL
    }

    private static final int FINAL = 0x80;
    private static final int MAX_REASON_BYTES = 123;

    /// An unsent pong is replaced by the next one when the peer is slow, as RFC 6455 allows.
    private static final Object PONG = new Object();

    private final Kind kind;
    private final @Nullable Object key;
    private final byte[] wire;

    private OutboundFrame(Kind kind, @Nullable Object key, int opcode, byte[] payload) {
        this.kind = kind;
        this.key = key;
        this.wire = encode(opcode, payload);
    }

    /// A text frame that is never dropped: either it is written or the connection ends.
    public static OutboundFrame log(byte[] utf8) {
        return new OutboundFrame(Kind.LOG, null, Opcode.TEXT, utf8);
    }

    /// A text frame whose later version replaces it while it waits for a slow peer: the later frame
    /// with an equal `key` takes the place at the queue's end.
    public static OutboundFrame state(byte[] utf8, Object key) {
        return new OutboundFrame(Kind.STATE, key, Opcode.TEXT, utf8);
    }

    /// A text frame that a slow peer does not get.
    public static OutboundFrame ephemeral(byte[] utf8) {
        return new OutboundFrame(Kind.EPHEMERAL, null, Opcode.TEXT, utf8);
    }

    static OutboundFrame pong(byte[] payload) {
        return new OutboundFrame(Kind.STATE, PONG, Opcode.PONG, payload);
    }

    /// A close frame; a reason that is too long is cut between two characters.
    static OutboundFrame close(int code, String reason) {
        if (code == StandardCode.NONE) {
            return new OutboundFrame(Kind.LOG, null, Opcode.CLOSE, new byte[0]);
        }
        if (!StandardCode.mayBeSent(code)) {
            throw new IllegalArgumentException("Not a code for a close frame: " + code);
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, MAX_REASON_BYTES);
        while (length < text.length && (text[length] & 0xC0) == 0x80) {
            length--;
        }
        byte[] payload = new byte[2 + length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, length);
        return new OutboundFrame(Kind.LOG, null, Opcode.CLOSE, payload);
    }

    /// Bytes on the wire, header included.
    public int size() {
        return wire.length;
    }

    /// A copy of the message inside, for tests and logs.
    public byte[] payload() {
        return Arrays.copyOfRange(wire, wire.length - payloadLength(), wire.length);
    }

    Kind kind() {
        return kind;
    }

    boolean replaces(OutboundFrame earlier) {
        return key != null && key.equals(earlier.key);
    }

    /// The encoded frame itself: shared, never to be written to.
    byte[] wire() {
        return wire;
    }

    private int payloadLength() {
        return wire.length - headerLength(wire[1] & 0x7F);
    }

    private static int headerLength(int shortLength) {
        return switch (shortLength) {
            case 126 -> 4;
            case 127 -> 10;
            default -> 2;
        };
    }

    private static byte[] encode(int opcode, byte[] payload) {
        int length = payload.length;
        int shortLength = length <= 125 ? length : length <= 0xFFFF ? 126 : 127;
        int header = headerLength(shortLength);
        byte[] wire = new byte[header + length];
        wire[0] = (byte) (FINAL | opcode);
        wire[1] = (byte) shortLength;
        for (int i = header - 1, rest = length; i >= 2; i--, rest >>>= 8) {
            wire[i] = (byte) rest;
        }
        System.arraycopy(payload, 0, wire, header, length);
        return wire;
    }
}
