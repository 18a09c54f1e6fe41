package io.messenger.platform;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Which way a camera was held: a JPEG shows its picture so, and says in its EXIF how it is to be
/// turned.
final class Orientation {
    private static final int SEGMENT = 0xff;
    private static final int EXIF_SEGMENT = 0xe1;
    private static final int PICTURE_BEGINS = 0xda;
    private static final int TAG = 0x0112;
    private static final int ENTRY_BYTES = 12;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private Orientation() {}

    /// From 1, as it is, to 8, as EXIF counts them; 1 when nothing is said, or nothing sensible.
    static int ofJpeg(byte[] jpeg) {
        try {
            ByteBuffer in = ByteBuffer.wrap(jpeg).position(2);
            while ((in.get() & 0xff) == SEGMENT) {
                int type = in.get() & 0xff;
                if (type == PICTURE_BEGINS) {
                    return 1;
                }
                int length = (in.getShort() & 0xffff) - 2;
                ByteBuffer content = in.slice(in.position(), length);
                if (type == EXIF_SEGMENT && isExif(content)) {
                    return ofTiff(content.slice(EXIF.length, length - EXIF.length));
                }
                in.position(in.position() + length);
            }
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException e) {
            // It ends before it should.
        }
        return 1;
    }

    private static boolean isExif(ByteBuffer content) {
        return content.remaining() > EXIF.length
                && content.slice(0, EXIF.length).equals(ByteBuffer.wrap(EXIF));
    }

    private static int ofTiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if ((tiff.getShort(entry) & 0xffff) == TAG) {
                int value = tiff.getShort(entry + 8) & 0xffff;
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }
}
