package io.messenger.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/// The broker's files: what it is told, and its log.
record KafkaData(Path properties, Path logback) {
    private static final String FORMATTED = "meta.properties";

    /// The log of an earlier run, or a new one.
    static KafkaData in(Path folder, int port) {
        Path log = folder.resolve("log");
        try {
            if (!Files.exists(log.resolve(FORMATTED))) {
                format(log);
            }
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

    private static void format(Path log) throws IOException {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setNodeId(KafkaSettings.NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName(KafkaSettings.CONTROLLER)
                    .addDirectory(log.toString())
                    .setMetadataLogDirectory(log.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new StackException("Kafka's log in %s cannot be made: %s".formatted(log, e), e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(KafkaData.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
