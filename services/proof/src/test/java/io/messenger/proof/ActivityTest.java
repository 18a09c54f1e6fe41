package io.messenger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is done when.
final class ActivityTest {
    private static final BenchOptions.Span SPAN =
            new BenchOptions.Span(Duration.ofSeconds(2), Duration.ofSeconds(3));

    private final List<String> done = new ArrayList<>();
    private final long longAgo = System.nanoTime() - Duration.ofHours(1).toNanos();

    @Test
    void eachIsDoneAtItsOwnRateInTheOrderInWhichItIsDue() throws IOException {
        Activity often = Activity.of(longAgo, 4, SPAN, number -> done.add("often " + number));
        Activity rarely = Activity.of(longAgo, 1, SPAN, number -> done.add("rarely " + number));
        int[] counts = new int[2];
        Activity.run(List.of(often, rarely), counts, Activity::warmUp);
        assertThat(counts).containsExactly(6, 1);
        done.clear();
        Activity.run(List.of(often, rarely), counts, Activity::total);
        assertThat(counts).containsExactly(18, 4);
        // Due after 1.5, 2, 2.25 and 2.5 seconds.
        assertThat(done).startsWith("rarely 1", "often 6", "often 7", "often 8");
        assertThat(done).containsSubsequence("often 12", "rarely 3", "often 13");
    }

    @Test
    void nothingIsDoneBeforeItIsDue() throws IOException {
        long start = System.nanoTime() + Duration.ofMillis(30).toNanos();
        Activity soon =
                new Activity(
                        new Schedule(start, 1, 0),
                        0,
                        1,
                        number -> done.add(System.nanoTime() >= start ? "in time" : "early"));
        Activity.run(List.of(soon), new int[1], Activity::total);
        assertThat(done).containsExactly("in time");
    }
}
