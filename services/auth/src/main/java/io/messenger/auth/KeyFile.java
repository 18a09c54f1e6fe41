package io.messenger.auth;

import io.messenger.platform.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            return read(file);
        } catch (IOException | GeneralSecurityException e) {
            throw new SettingsException(
                    "auth: the key file " + file + " cannot be made: " + e + ".");
        }
    }

    /// Reads the keys of a file that is there.
    ///
    /// @throws SettingsException when there are no keys to be had
    static SigningKeys read(Path file) {
        try {
            return SigningKeys.of(Pem.read(Files.readString(file)));
        } catch (IOException e) {
            throw new SettingsException("auth: the key file " + file + " cannot be used: " + e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SettingsException(
                    "auth: the key file " + file + " has no good RSA key: " + e.getMessage() + ".");
        }
    }

    private static void create(Path file) throws IOException, GeneralSecurityException {
        String key = Pem.write(RsaKey.generate());
        if (WholeFile.create(file, StandardCharsets.US_ASCII.encode(key))) {
            LOG.info("created the key file {}", file);
        } else {
            LOG.info("another process has just created the key file {}", file);
        }
    }
}
