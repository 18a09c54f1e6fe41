package io.messenger.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// The broker's files: what it is told, and its log.
record KafkaData(Path properties, Path logback) {
    /// The log of an earlier run, or a new one.
    static KafkaData in(Path folder, int port) {
        Path log = folder.resolve("log");
        try {
            KafkaLog.ensure(log);
            Path properties = folder.resolve("server.properties");
            String values = KafkaSettings.of(log, port, Ports.free());
            Files.writeString(properties, values, StandardCharsets.ISO_8859_1);
            Path logback = folder.resolve("logback.xml");
            Files.writeString(logback, resource("broker-logback.xml"));
            return new KafkaData(properties, logback);
        } catch (IOException e) {
            throw new StackException(
                    "Kafka's files in %s cannot be written: %s".formatted(folder, e), e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(KafkaData.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
