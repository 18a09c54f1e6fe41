package io.messenger.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/// What one durable write costs on the disk that a measurement runs on: no stored message can be
/// quicker, so figures of two machines can only be compared beside it.
final class DiskFlush {
    private static final int WRITES = 500;
    private static final int PAGE = 8192;

    private DiskFlush() {}

    /// Writes pages of PostgreSQL's size over a file of its own, and flushes each.
    ///
    /// @param folder on the disk in question
    /// @return microseconds of each flush
    static Histogram measure(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = Files.createTempFile(folder, "flush", ".bin");
        Histogram micros = new Histogram(60_000_000L, 3);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(WRITES * PAGE));
            channel.force(true);
            for (int i = 0; i < WRITES; i++) {
                channel.write(ByteBuffer.allocate(PAGE), (long) i * PAGE);
                long before = System.nanoTime();
                channel.force(false);
                micros.recordValue((System.nanoTime() - before) / 1000);
            }
        } finally {
            Files.delete(file);
        }
        return micros;
    }
}
