package io.messenger.auth;

import io.messenger.platform.SettingsException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file with the private keys.
final class KeyFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private KeyFile() {}

    /// Reads the keys; a file that is missing is made, with one new key, if that is allowed.
    ///
    /// @throws SettingsException when there are no keys to be had
    static SigningKeys load(Path file, boolean create) {
        try {
            if (!Files.exists(file)) {
                if (!create) {
                    throw new SettingsException(
                            "auth: the key file " + file + " (token.key-file) does not exist.");
                }
                create(file);
            }
            return new SigningKeys(Pem.read(Files.readString(file)));
        } catch (IOException e) {
            throw new SettingsException("auth: the key file " + file + " cannot be used: " + e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SettingsException(
                    "auth: the key file " + file + " has no good RSA key: " + e.getMessage() + ".");
        }
    }

    /// Nobody ever sees half a file: it gets its name when it is complete. A temporary file is
    /// readable by its owner only, and stays so under its new name.
    private static void create(Path file) throws IOException, GeneralSecurityException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is a folder");
        }
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, "auth-key-", ".tmp");
        try {
            try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                out.write(StandardCharsets.US_ASCII.encode(Pem.write(RsaKey.generate())));
                out.force(true);
            }
            Files.move(draft, file);
            LOG.info("created the key file {}", file);
        } catch (FileAlreadyExistsException e) {
            LOG.info("another process has just created the key file {}", file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
