package io.messenger.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// From a file inside a jar to files on the disk, which every user may read and run.
final class Unpack {
    private static final String RUNS = "rwxr-xr-x";

    private Unpack() {}

    /// One program.
    static void program(URL resource, Path target) throws IOException {
        try (InputStream in = resource.openStream()) {
            Files.copy(in, target);
        }
        permit(target, RUNS);
    }

    /// A folder from a `.txz`; without the static libraries and headers for building against it.
    static void archive(URL resource, Path target) throws IOException {
        try (InputStream file = new BufferedInputStream(resource.openStream(), 1 << 16);
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(file))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("an archive entry leaves its folder: " + entry.getName());
                }
                if (!entry.getName().endsWith(".a")) {
                    write(entry, tar, path);
                }
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path path)
            throws IOException {
        Path folder = entry.isDirectory() ? path : path.getParent();
        permit(Files.createDirectories(folder), RUNS);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else if (!entry.isDirectory()) {
            Files.copy(content, path);
            permit(path, (entry.getMode() & 0100) != 0 ? RUNS : "rw-r--r--");
        }
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
