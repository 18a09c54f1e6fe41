package io.messenger.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The tables of `docs/permissions.md`.
final class Permissions {
    private static final Path FILE = Path.of("../../docs/permissions.md");

    private Permissions() {}

    /// An operation, and what comes of it by who does it.
    record Row(String operation, Map<String, String> cells) {
        @Override
        public String toString() {
            return operation;
        }
    }

    /// The rows of the table below a heading.
    static List<Row> below(String heading) {
        List<List<String>> lines = new ArrayList<>();
        try (Stream<String> text = Files.lines(FILE)) {
            text.dropWhile(line -> !line.equals("## " + heading))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .filter(line -> line.startsWith("| "))
                    .forEach(line -> lines.add(cells(line)));
        } catch (IOException e) {
            throw new UncheckedIOException("no permissions", e);
        }
        List<String> actors = lines.removeFirst();
        return lines.stream().map(line -> row(actors, line)).toList();
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split("\\|", -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    private static Row row(List<String> actors, List<String> line) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 1; i < actors.size(); i++) {
            cells.put(actors.get(i), line.get(i));
        }
        return new Row(line.getFirst(), cells);
    }
}
