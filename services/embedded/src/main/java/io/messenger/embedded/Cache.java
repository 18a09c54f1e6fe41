package io.messenger.embedded;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.locks.ReentrantLock;

/// What is unpacked or computed once per user and machine, and can be deleted at any time while
/// nothing runs.
record Cache(Path folder) {
    /// One at a time in this process: a file lock holds only between processes.
    private static final ReentrantLock UNPACKING = new ReentrantLock();

    /// How the content of a file in a jar becomes a folder or file.
    interface Unpacking {
        void unpack(URL resource, Path target) throws IOException;
    }

    /// `$XDG_CACHE_HOME/messenger`, else `~/.cache/messenger`, else for root
    /// `/var/cache/messenger`.
    static Cache ofThisUser() {
        return new Cache(UserFolders.cache());
    }

    /// The place of an unpacked resource; the first call of all processes unpacks it, the others
    /// wait.
    Path unpack(URL resource, Unpacking unpacking) {
        UNPACKING.lock();
        try {
            Path target = folder.resolve(key(resource));
            if (!Files.exists(target)) {
                Path open = Files.createDirectories(folder);
                Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
                unpackOnce(resource, unpacking, target);
            }
            return target;
        } catch (IOException e) {
            throw new StackException(
                    "Cannot unpack %s into %s (%s): is the disk full, or the folder not writable? XDG_CACHE_HOME chooses another folder."
                            .formatted(resource, folder, e),
                    e);
        } finally {
            UNPACKING.unlock();
        }
    }

    private void unpackOnce(URL resource, Unpacking unpacking, Path target) throws IOException {
        try (FileChannel lock =
                        FileChannel.open(
                                folder.resolve("lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var held = lock.lock()) {
            if (!Files.exists(target) && held.isValid()) {
                Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
                if (Files.exists(unfinished)) {
                    Trees.delete(unfinished);
                }
                unpacking.unpack(resource, unfinished);
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /// The name with the checksum that its jar has of it: another version never meets an old
    /// folder.
    private static String key(URL resource) throws IOException {
        String name = Path.of(resource.getPath()).getFileName().toString();
        var jar = (JarURLConnection) resource.openConnection();
        return "%s-%08x".formatted(name.replace(".txz", ""), jar.getJarEntry().getCrc());
    }
}
