package io.messenger.platform;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// A file of a client's own settings in Java's properties format, such as those of TLS. Secrets
/// stay out of it: Kafka's `config.providers` read them from where they are mounted.
final class ClientFile {
    private ClientFile() {}

    /// The pairs of the file that a setting names; none when it names none.
    ///
    /// @throws SettingsException when it cannot be read
    static Map<String, String> read(Settings settings, String key) {
        String file = settings.text(key);
        if (file.isEmpty()) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(
                    settings.service() + ": cannot read the file of " + key + ": " + e + ".");
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
