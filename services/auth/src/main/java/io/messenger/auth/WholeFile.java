package io.messenger.auth;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A secret file that several processes may want to create. Nobody ever sees half of it: it gets
/// its name when it is complete. A temporary file is readable by its owner only, and stays so under
/// its new name.
final class WholeFile {
    private WholeFile() {}

    /// Creates the file, with its folder; false when another process was faster.
    static boolean create(Path file, ByteBuffer content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is a folder");
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "auth-key-", ".tmp");
        try {
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                out.write(content);
                out.force(true);
            }
            Files.move(draft, file);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
