package io.messenger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The tables of `docs/permissions.md`: who may do what.
public final class Permissions {
    /// As every module's tests find it.
    private static final Path FILE =
            Path.of(System.getProperty("basedir", ""), "../../docs/permissions.md");

    private Permissions() {}

    /// What somebody wants, and what comes of it by who it is.
    ///
    /// @param doing in words
    /// @param id the `operationId`, or the type of a frame as `docs/asyncapi.yaml` names it
    /// @param cells by the heading of the column
    public record Row(String doing, String id, Map<String, String> cells) {
        @Override
        public String toString() {
            return doing;
        }
    }

    /// The rows of the table below a heading.
    public static List<Row> below(String heading) {
        return rows(
                lines().dropWhile(line -> !line.equals("## " + heading))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## ")));
    }

    /// What no table speaks of, of what has been found in the documents, and what the tables speak
    /// of that is in no document.
    public static List<String> unmatched(Set<String> ids) {
        Set<String> written =
                lines().filter(line -> line.startsWith("## "))
                        .flatMap(line -> below(line.substring(3)).stream())
                        .map(Row::id)
                        .collect(Collectors.toCollection(TreeSet::new));
        List<String> unmatched = new ArrayList<>();
        ids.stream()
                .filter(id -> !written.contains(id))
                .forEach(id -> unmatched.add(id + " is in no table of docs/permissions.md"));
        written.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> unmatched.add(id + " of docs/permissions.md is no operation"));
        return unmatched;
    }

    private static Stream<String> lines() {
        try {
            return Files.readAllLines(FILE).stream();
        } catch (IOException e) {
            throw new UncheckedIOException("no permissions", e);
        }
    }

    private static List<Row> rows(Stream<String> text) {
        List<List<String>> lines =
                text.filter(line -> line.startsWith("| ")).map(Permissions::cells).toList();
        return lines.stream().skip(1).map(line -> row(lines.getFirst(), line)).toList();
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static Row row(List<String> heads, List<String> line) {
        if (line.size() != heads.size()) {
            throw new AssertionError("a row of docs/permissions.md has other cells: " + line);
        }
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 2; i < heads.size(); i++) {
            cells.put(heads.get(i), line.get(i));
        }
        return new Row(line.get(0), line.get(1).replace("`", ""), cells);
    }
}
