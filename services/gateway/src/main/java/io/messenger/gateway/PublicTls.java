package io.messenger.gateway;

import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.messenger.platform.Settings;
import io.messenger.platform.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// TLS of the public port, where no ingress ends it.
final class PublicTls {
    private PublicTls() {}

    /// TLS 1.2 and 1.3 with the PEM files of `tls.certificate` and `tls.key`; empty when neither is
    /// set.
    ///
    /// @throws SettingsException when only one is set, or they are no certificate and its key
    static Optional<Tls> of(Settings settings) {
        if (settings.text("tls.certificate").isEmpty() && settings.text("tls.key").isEmpty()) {
            return Optional.empty();
        }
        Path certificate = file(settings, "tls.certificate");
        Path key = file(settings, "tls.key");
        try {
            Keys keys =
                    Keys.builder()
                            .pem(pem ->
                                    pem.certChain(Resource.create(certificate))
                                            .key(Resource.create(key)))
                            .build();
            return Optional.of(
                    Tls.builder()
                            .privateKey(keys)
                            .privateKeyCertChain(keys)
                            .addEnabledProtocol("TLSv1.3")
                            .addEnabledProtocol("TLSv1.2")
                            .build());
        } catch (RuntimeException e) {
            throw new SettingsException(
                    "gateway: "
                            + certificate
                            + " and "
                            + key
                            + " are no PEM certificate and its private key: "
                            + e.getMessage()
                            + ".");
        }
    }

    private static Path file(Settings settings, String key) {
        Path path = Path.of(settings.required(key));
        if (!Files.isReadable(path)) {
            throw new SettingsException(
                    "gateway: " + key + " names no file to read: " + path + ".");
        }
        return path;
    }
}
