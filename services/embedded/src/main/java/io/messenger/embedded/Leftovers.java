package io.messenger.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// Temporary folders of runs that were killed before they could delete them.
final class Leftovers {
    static final String PREFIX = "messenger-stack-";

    /// A younger folder may just be starting, before it has its lock.
    private static final Duration SETTLED = Duration.ofMinutes(2);

    private Leftovers() {}

    static void delete() throws IOException {
        Path temp = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(temp, PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isWritable(folder) && isOld(folder)) {
                    deleteWhenFree(folder);
                }
            }
        }
    }

    private static boolean isOld(Path folder) throws IOException {
        Instant changed = Files.getLastModifiedTime(folder).toInstant();
        return changed.isBefore(Instant.now().minus(SETTLED));
    }

    private static void deleteWhenFree(Path folder) throws IOException {
        try (FolderLock lock = FolderLock.tryTake(folder)) {
            if (lock != null) {
                Trees.delete(folder);
            }
        }
    }
}
