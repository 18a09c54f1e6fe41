package io.messenger.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Says that this process uses a folder. The system frees the lock when the process dies, however
/// it dies.
final class FolderLock implements AutoCloseable {
    static final String FILE = "lock";

    /// The folders held here: closing *any* channel of a locked file frees the lock for the whole
    /// process, so a folder that we hold ourselves must never be opened to try.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// @throws StackException when another stack has it, in this process or another
    static FolderLock take(Path folder) throws IOException {
        FolderLock lock = tryTake(folder);
        if (lock == null) {
            throw new StackException(
                    "The data folder %s is in use by another run (process %s): stop that one, or choose another folder."
                            .formatted(folder, holder(folder)));
        }
        return lock;
    }

    /// The lock, or null when another has it.
    static @Nullable FolderLock tryTake(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            return null;
        }
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(
                            real.resolve(FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                String pid = ProcessHandle.current().pid() + "\n";
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
                return new FolderLock(real, channel);
            }
            channel.close();
            HELD.remove(real);
            return null;
        } catch (IOException e) {
            if (channel != null) {
                channel.close();
            }
            HELD.remove(real);
            throw e;
        }
    }

    private static String holder(Path folder) throws IOException {
        return HELD.contains(folder.toRealPath())
                ? "this one"
                : Files.readString(folder.resolve(FILE)).strip();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StackException("The lock of " + folder + " cannot be freed: " + e, e);
        } finally {
            HELD.remove(folder);
        }
    }
}
