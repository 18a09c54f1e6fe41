package io.messenger.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What to measure.
///
/// @param data where the messenger keeps its data; it is started and ended by the measurement
/// @param json where to write the figures as JSON
record BenchOptions(Load load, Duration warmUp, Duration length, Path data, Optional<Path> json) {

    /// What the messenger is asked to do.
    ///
    /// @param rate messages per second in all, sent whatever comes back
    /// @param pairs direct chats; the two users of each write in turn
    /// @param logins users who log in all the time meanwhile, each when the last answer came
    record Load(int rate, int pairs, int textBytes, int logins) {}

    /// Reads `--name value` pairs.
    ///
    /// @throws IllegalArgumentException with a sentence for whoever typed them
    static BenchOptions parse(List<String> arguments) {
        NamedValues given = NamedValues.parse(arguments);
        BenchOptions options =
                new BenchOptions(
                        new Load(
                                given.number("rate", 2000),
                                given.number("pairs", 100),
                                given.number("text", 100),
                                given.number("logins", 0)),
                        Duration.ofSeconds(given.number("warm-up", 60)),
                        Duration.ofSeconds(given.number("seconds", 30)),
                        Path.of(given.text("data").orElse("target/bench-data")),
                        given.text("json").map(Path::of));
        given.requireAllTaken();
        return options;
    }
}
