package io.messenger.gateway.socket;

import java.io.IOException;

/// The start of one frame from a client, already checked as far as it can be alone.
record FrameHeader(boolean last, int opcode, int length, int mask) {
    private static final int MAX_CONTROL_BYTES = 125;

    /// Blocks for the whole header. A data frame longer than `limit` fails before a byte of its
    /// payload is read.
    static FrameHeader read(FrameInput in, int limit) throws IOException, ProtocolFault {
        int first = in.next();
        int second = in.next();
        boolean last = (first & 0x80) != 0;
        int opcode = first & 0x0F;
        if ((first & 0x70) != 0) {
            throw new ProtocolFault(StandardCode.PROTOCOL_ERROR, "reserved bits are set");
        }
        if ((second & 0x80) == 0) {
            throw new ProtocolFault(StandardCode.PROTOCOL_ERROR, "frame is not masked");
        }
        checkOpcode(opcode, last, second & 0x7F);
        long length =
                switch (second & 0x7F) {
                    case 126 -> in.next(2);
                    case 127 -> in.next(8);
                    default -> second & 0x7F;
                };
        if (length < 0) {
            throw new ProtocolFault(StandardCode.PROTOCOL_ERROR, "length has its highest bit set");
        }
        if (length > limit && opcode < Opcode.CLOSE) {
            throw new ProtocolFault(StandardCode.TOO_BIG, "message is too big");
        }
        return new FrameHeader(last, opcode, (int) length, (int) in.next(4));
    }

    boolean control() {
        return opcode >= Opcode.CLOSE;
    }

    /// Takes the mask off bytes of the payload, of which `bytes[from]` is the one at `offset`.
    void unmask(byte[] bytes, int from, int to, int offset) {
        int turned = Integer.rotateLeft(mask, 8 * (offset & 3));
        byte m0 = (byte) (turned >>> 24);
        byte m1 = (byte) (turned >>> 16);
        byte m2 = (byte) (turned >>> 8);
        byte m3 = (byte) turned;
        int i = from;
        for (; i + 3 < to; i += 4) {
            bytes[i] ^= m0;
            bytes[i + 1] ^= m1;
            bytes[i + 2] ^= m2;
            bytes[i + 3] ^= m3;
        }
        for (; i < to; i++, turned = Integer.rotateLeft(turned, 8)) {
            bytes[i] ^= (byte) (turned >>> 24);
        }
    }

    private static void checkOpcode(int opcode, boolean last, int shortLength)
            throws ProtocolFault {
        switch (opcode) {
            case Opcode.CONTINUATION, Opcode.TEXT -> {}
            case Opcode.BINARY ->
                    throw new ProtocolFault(StandardCode.UNSUPPORTED_DATA, "text only, please");
            case Opcode.CLOSE, Opcode.PING, Opcode.PONG -> {
                if (!last) {
                    throw new ProtocolFault(
                            StandardCode.PROTOCOL_ERROR, "control frame is fragmented");
                }
                if (shortLength > MAX_CONTROL_BYTES) {
                    throw new ProtocolFault(
                            StandardCode.PROTOCOL_ERROR, "control frame is too long");
                }
            }
            default -> throw new ProtocolFault(StandardCode.PROTOCOL_ERROR, "opcode is reserved");
        }
    }
}
