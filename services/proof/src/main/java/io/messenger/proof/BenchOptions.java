package io.messenger.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What to measure.
///
/// @param rate messages per second in all, sent whatever comes back
/// @param pairs direct chats; the two users of each write in turn
/// @param data where the messenger keeps its data; it is started and ended by the measurement
/// @param json where to write the figures as JSON
record BenchOptions(
        int rate,
        Duration warmUp,
        Duration length,
        int pairs,
        int textBytes,
        Path data,
        Optional<Path> json) {

    /// Reads `--name value` pairs.
    ///
    /// @throws IllegalArgumentException with a sentence for whoever typed them
    static BenchOptions parse(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!arguments.get(i).startsWith("--") || i + 1 == arguments.size()) {
                throw new IllegalArgumentException(
                        "expected --name value, not " + arguments.get(i));
            }
            given.put(arguments.get(i).substring(2), arguments.get(i + 1));
        }
        BenchOptions options =
                new BenchOptions(
                        number(given, "rate", 2000),
                        Duration.ofSeconds(number(given, "warm-up", 60)),
                        Duration.ofSeconds(number(given, "seconds", 30)),
                        number(given, "pairs", 100),
                        number(given, "text", 100),
                        Path.of(
                                Optional.ofNullable(given.remove("data"))
                                        .orElse("target/bench-data")),
                        Optional.ofNullable(given.remove("json")).map(Path::of));
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("unknown options " + given.keySet());
        }
        return options;
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        String text = given.remove(name);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " is no number: " + text, e);
        }
    }
}
