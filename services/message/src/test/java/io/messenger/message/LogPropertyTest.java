package io.messenger.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/// Random histories of several people in several chats, with repetitions, restarts and lost
/// emissions, against [LogModel].
///
/// A failure prints its seed, which `@Property(seed = "…")` repeats, and the shortest history found
/// that fails. `-Djqwik.tries.default=500` tries more.
final class LogPropertyTest {
    private static final int MOST = 150;

    /// How long shorter histories that fail are looked for. The bound of jqwik would leave one of
    /// them running beside the tests that follow.
    private static final Duration SHRINK = Duration.ofSeconds(60);

    private static @Nullable Instant shrinkUntil;

    @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
    void everyDeviceEndsEqualToTheHistoryAndTheModel(@ForAll("histories") List<LogStep> steps)
            throws Exception {
        take(steps);
    }

    @Example
    void ofAChatThatAllHaveLeftNobodyIsTold() throws Exception {
        take(
                List.of(
                        new LogStep(LogStep.Kind.LEAVE, 0, 0, 0, 0),
                        new LogStep(LogStep.Kind.LEAVE, 0, 0, 1, 0),
                        new LogStep(LogStep.Kind.TITLE, 0, 0, 0, 0)));
    }

    @Example
    void anOldWayToKeepAChatThatIsSaidAgainChangesNothing() throws Exception {
        take(
                List.of(
                        new LogStep(LogStep.Kind.KEEP, 0, 0, 0, 2),
                        new LogStep(LogStep.Kind.KEEP, 0, 0, 0, 1),
                        new LogStep(LogStep.Kind.REPEAT, 0, 0, 0, 3)));
    }

    private static void take(List<LogStep> steps) throws Exception {
        if (shrinkUntil != null && Instant.now().isAfter(shrinkUntil)) {
            return;
        }
        try {
            run(steps);
        } catch (Exception | AssertionError e) {
            shrinkUntil = shrinkUntil == null ? Instant.now().plus(SHRINK) : shrinkUntil;
            throw e;
        }
    }

    private static void run(List<LogStep> steps) throws Exception {
        try (LogRun run = new LogRun()) {
            for (LogStep step : steps) {
                run.take(step);
            }
            run.endsAsTheModelSays();
        }
    }

    @Provide
    Arbitrary<List<LogStep>> histories() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Stream.of(LogStep.Kind.values())
                                        .map(kind -> Tuple.of(kind.weight, kind))
                                        .toList()),
                        below(3),
                        below(4),
                        below(4),
                        below(1000))
                .as(LogStep::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(MOST)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Integer> below(int bound) {
        return Arbitraries.integers()
                .between(0, bound - 1)
                .withDistribution(RandomDistribution.uniform());
    }
}
