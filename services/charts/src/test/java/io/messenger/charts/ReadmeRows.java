package io.messenger.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The rows of a chart's README, out of values.yaml: as helm-docs does it, `# -- …` above a key
/// says what it is.
final class ReadmeRows {
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][\\w.-]*):(?: (.*))?");
    private static final String MARK = "# -- ";

    private ReadmeRows() {}

    static List<String> of(String values) {
        List<String> rows = new ArrayList<>();
        List<String> path = new ArrayList<>();
        Optional<String> what = Optional.empty();
        for (String line : values.lines().toList()) {
            Matcher key = KEY.matcher(line);
            if (line.strip().startsWith(MARK)) {
                what = Optional.of(line.strip().substring(MARK.length()));
            } else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                path.subList(Math.min(depth, path.size()), path.size()).clear();
                path.add(key.group(2));
                String shown = key.group(3) == null ? "see values.yaml" : "`" + key.group(3) + "`";
                what.ifPresent(said ->
                        rows.add(
                                "| `%s` | %s | %s |"
                                        .formatted(String.join(".", path), shown, said)));
                what = Optional.empty();
            }
        }
        return rows;
    }
}
