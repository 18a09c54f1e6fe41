package io.messenger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import org.jspecify.annotations.Nullable;

/// Whole folders.
final class Trees {
    private Trees() {}

    /// Deletes a folder and all in it, and minds no file that is gone already: a server that was
    /// killed may still be tidying up.
    static void delete(Path folder) {
        walk(
                folder,
                path -> {
                    Files.deleteIfExists(path);
                });
    }

    /// Makes `uid` the owner of a folder and all in it, unless it is.
    static void own(Path folder, int uid) {
        try {
            if (!Files.getAttribute(folder, "unix:uid").equals(uid)) {
                walk(folder, path -> Files.setAttribute(path, "unix:uid", uid));
            }
        } catch (IOException e) {
            throw new StackException(
                    "The folder %s cannot be given to user %d: %s".formatted(folder, uid, e), e);
        }
    }

    /// Whether any user may come through a folder to what is in it.
    static boolean opensToAll(Path folder) {
        try {
            return Files.getPosixFilePermissions(folder)
                    .contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException e) {
            throw new StackException("The folder " + folder + " cannot be read: " + e, e);
        }
    }

    private interface Step {
        void on(Path path) throws IOException;
    }

    /// Calls the step for each file, and for each folder after its files.
    private static void walk(Path folder, Step step) {
        try {
            Files.walkFileTree(folder, new Walk(step));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Step step;

        Walk(Step step) {
            this.step = step;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            step.on(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                throws IOException {
            step.on(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
