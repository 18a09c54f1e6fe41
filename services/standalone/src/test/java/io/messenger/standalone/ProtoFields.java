package io.messenger.standalone;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The fields of a message of Protocol Buffers that have a length, by number.
final class ProtoFields {
    private final Map<Integer, List<byte[]>> fields = new HashMap<>();

    ProtoFields(byte[] message) {
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            switch ((int) (tag & 7)) {
                case 0 -> {
                    var _ = varint(in);
                }
                case 1 -> in.position(in.position() + Long.BYTES);
                case 2 -> {
                    byte[] value = new byte[(int) varint(in)];
                    in.get(value);
                    fields.computeIfAbsent((int) (tag >> 3), _ -> new ArrayList<>()).add(value);
                }
                case 5 -> in.position(in.position() + Integer.BYTES);
                default -> throw new AssertionError("no such field: " + tag);
            }
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte next = in.get();
        while (next < 0) {
            value |= (long) (next & 0x7f) << shift;
            shift += 7;
            next = in.get();
        }
        return value | (long) next << shift;
    }

    List<ProtoFields> all(int number) {
        return fields.getOrDefault(number, List.of()).stream().map(ProtoFields::new).toList();
    }

    byte[] bytes(int number) {
        List<byte[]> values = fields.getOrDefault(number, List.of());
        return values.isEmpty() ? new byte[0] : values.getFirst();
    }

    String text(int number) {
        return new String(bytes(number), StandardCharsets.UTF_8);
    }
}
