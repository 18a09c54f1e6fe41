package io.messenger.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What to measure.
///
/// @param peer another server than the messenger
/// @param steps one after the other on the same running server
/// @param data where the server keeps its data; it is started and ended by the measurement, and the
///   data of a peer is deleted then
/// @param json where to write the figures as JSON
record BenchOptions(Optional<XmppKind> peer, List<Step> steps, Path data, Optional<Path> json) {
    private static final String DATA = "target/bench-data";
    private static final String PEER_DATA = "target/bench-peer-data";

    /// The first step warms the server up for those that follow.
    private static final Duration LATER_WARM_UP = Duration.ofSeconds(15);

    /// A load for a time.
    record Step(Load load, Span span) {}

    /// What the server is asked to do.
    ///
    /// @param logins users who log in all the time meanwhile, each when the last answer came
    record Load(Scenario scenario, int textBytes, int logins) {}

    /// @param warmUp what does not count, before what counts
    record Span(Duration warmUp, Duration length) {
        /// Seconds in which the rate rises.
        int rise() {
            return Math.toIntExact(warmUp.toSeconds() / 2);
        }
    }

    /// Reads `--name value` pairs.
    ///
    /// @throws IllegalArgumentException with a sentence for whoever typed them
    static BenchOptions parse(List<String> arguments) {
        NamedValues given = NamedValues.parse(arguments);
        Optional<XmppKind> peer = given.text("peer").map(XmppKind::named);
        Duration warmUp = Duration.ofSeconds(given.number("warm-up", 60));
        Duration length = Duration.ofSeconds(given.number("seconds", 30));
        int textBytes = given.number("text", 100);
        int logins = given.number("logins", 0);
        List<Step> steps = new ArrayList<>();
        for (Scenario scenario :
                Scenario.steps(
                        given.text("scenario").orElse("direct"),
                        given.numbers("rate"),
                        given.optional("pairs"))) {
            Duration warm =
                    steps.isEmpty() || warmUp.compareTo(LATER_WARM_UP) < 0 ? warmUp : LATER_WARM_UP;
            steps.add(new Step(new Load(scenario, textBytes, logins), new Span(warm, length)));
        }
        BenchOptions options =
                new BenchOptions(
                        peer,
                        List.copyOf(steps),
                        Path.of(given.text("data").orElse(peer.isEmpty() ? DATA : PEER_DATA)),
                        given.text("json").map(Path::of));
        given.requireAllTaken();
        if (peer.isPresent()) {
            options.requireWhatPeersDo();
        }
        return options;
    }

    private void requireWhatPeersDo() {
        Load load = steps.getFirst().load();
        if (!load.scenario().name().equals("direct") || load.logins() > 0) {
            throw new IllegalArgumentException("a peer is measured with direct messages only");
        }
    }
}
