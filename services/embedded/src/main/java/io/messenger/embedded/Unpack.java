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
    private Unpack() {}

    /// One program.
    static void program(URL resource, Path target) throws IOException {
        try (InputStream in = resource.openStream()) {
            Files.copy(in, target);
        }
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
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
        if (entry.isDirectory()) {
            open(Files.createDirectories(path));
            return;
        }
        open(Files.createDirectories(path.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        boolean runs = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
