package io.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder with all data of one stack, held by a lock while the stack runs.
final class DataFolder implements AutoCloseable {
    /// Less than this is refused at the start, in a sentence, and not later, by a broken write.
    static final long NEEDED_BYTES = 500L << 20;

    private final Path path;
    private final boolean throwAway;
    private final FolderLock lock;

    private DataFolder(Path path, boolean throwAway, FolderLock lock) {
        this.path = path;
        this.throwAway = throwAway;
        this.lock = lock;
    }

    static DataFolder open(Path path, boolean throwAway) {
        return open(path, throwAway, NEEDED_BYTES);
    }

    static DataFolder open(Path wanted, boolean throwAway, long neededBytes) {
        Path path = wanted.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            requireSpace(path, neededBytes);
            FolderLock lock = FolderLock.take(path);
            // Others may pass through, to the one sub-folder which another user than ours may own.
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
            return new DataFolder(path, throwAway, lock);
        } catch (IOException e) {
            throw new StackException(
                    "The data folder %s cannot be written (%s): make it writable, or choose another folder."
                            .formatted(path, e),
                    e);
        }
    }

    /// A new folder for a throw-away stack; those that killed runs left behind are deleted.
    static Path temporary() {
        try {
            Leftovers.delete();
            return Files.createTempDirectory(Leftovers.PREFIX);
        } catch (IOException e) {
            throw new StackException("No temporary folder can be made: " + e, e);
        }
    }

    Path path() {
        return path;
    }

    /// A sub-folder that only its owner may read.
    Path sub(String name) {
        try {
            Path sub = Files.createDirectories(path.resolve(name));
            return Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new StackException("Cannot make %s in %s: %s".formatted(name, path, e), e);
        }
    }

    @Override
    public void close() {
        if (throwAway) {
            Trees.delete(path);
        }
        lock.close();
    }

    private static void requireSpace(Path path, long needed) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < needed) {
            throw new StackException(
                    "The disk of the data folder %s is full: %d MB are free and %d MB are needed; free some space, or choose a folder on another disk."
                            .formatted(path, free >> 20, needed >> 20));
        }
    }
}
