package io.messenger.contracts;

import java.nio.ByteBuffer;
import java.util.UUID;

/// The one textual and the one binary form of an id.
public final class Uuids {
    /// Bytes of an id in binary form.
    public static final int BYTES = 16;

    private static final int TEXT = 36;

    private Uuids() {}

    /// Reads the canonical 36-character form, in either case.
    ///
    /// @throws IllegalArgumentException when `text` is anything else; [UUID#fromString] alone would
    ///   also take `1-1-1-1-1`, so that two spellings would name one id
    public static UUID parse(String text) {
        if (text.length() != TEXT) {
            throw new IllegalArgumentException("not a UUID");
        }
        UUID id = UUID.fromString(text);
        if (!id.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a UUID");
        }
        return id;
    }

    /// Writes the 16 bytes, big-endian, at the buffer's position.
    public static void put(ByteBuffer buffer, UUID id) {
        buffer.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    /// Reads 16 bytes, big-endian, at the buffer's position.
    public static UUID get(ByteBuffer buffer) {
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
