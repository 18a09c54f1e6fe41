package io.messenger.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The source files of all modules.
final class House {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", ""), "../..").toAbsolutePath().normalize();
    private static final Path SERVICES = ROOT.resolve("services");

    private House() {}

    /// The folder of the repository.
    static Path root() {
        return ROOT;
    }

    static List<String> modules() {
        try (Stream<Path> entries = Files.list(SERVICES)) {
            return entries.filter(entry -> Files.exists(entry.resolve("pom.xml")))
                    .map(entry -> entry.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The Java files below `src/<kind>/java` of every module.
    static List<Path> sources(String kind) {
        return modules().stream()
                .map(module ->
                        SERVICES.resolve(module).resolve("src").resolve(kind).resolve("java"))
                .filter(Files::isDirectory)
                .flatMap(root -> javaFiles(root).stream())
                .toList();
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The path as a reader of the repository knows it.
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }

    private static List<Path> javaFiles(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
