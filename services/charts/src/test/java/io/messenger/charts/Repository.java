package io.messenger.charts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files that these tests are about.
final class Repository {
    static final Path ROOT =
            Path.of(System.getProperty("basedir", ""), "../..").toAbsolutePath().normalize();
    static final Path CHARTS = ROOT.resolve("charts");
    static final Path K8S = ROOT.resolve("k8s");
    static final List<String> SERVICES = List.of("auth", "chat", "gateway", "message", "user");

    private Repository() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
