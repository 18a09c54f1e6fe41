package io.messenger.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The virtual machine of the broker: small, and quick to start.
final class KafkaJvm {
    private static final List<String> OPTIONS =
            List.of(
                    "-Xms64m",
                    "-Xmn32m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:+AutoCreateSharedArchive",
                    "-Xlog:disable",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dlog4j.provider=org.apache.logging.log4j.simple.internal.SimpleProvider");

    private KafkaJvm() {}

    /// Everything up to the main class.
    static List<String> command(Path logback, Cache cache) {
        String classPath = classPath();
        Path archive = KafkaArchive.of(classPath, cache);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        command.addAll(OPTIONS);
        command.add("-XX:SharedArchiveFile=" + archive);
        command.add("-Dlogback.configurationFile=" + logback);
        command.addAll(List.of("-cp", classPath));
        return command;
    }

    /// Those of our jars that the broker needs. The list was written by the build, since no jar of
    /// Kafka has it.
    private static String classPath() {
        Set<String> needed = needed();
        String found =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(path -> Path.of(path).toAbsolutePath())
                        .filter(path -> needed.contains(path.getFileName().toString()))
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator));
        if (!found.contains("kafka_2.13")) {
            throw new StackException(
                    "Kafka's jars are not on the class path (java.class.path): start with them there, not in a merged jar.");
        }
        return found;
    }

    private static Set<String> needed() {
        try (InputStream in =
                Objects.requireNonNull(KafkaJvm.class.getResourceAsStream("broker.jars"))) {
            String jars = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(jars.strip().split(":"))
                    .map(jar -> Path.of(jar).getFileName().toString())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new StackException("The list of Kafka's jars cannot be read: " + e, e);
        }
    }
}
