package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.proof.judge.Outside;
import io.messenger.proof.judge.Recovery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStateTest {
    @TempDir private Path folder;

    @Test
    void aRunGoesOnWhereItWasKept() throws Exception {
        Path file = folder.resolve("state.json");
        RunState state = RunState.of(file, 7).with(round("Redis emptied", 1_500));
        state.with(round("Redis emptied", 2_500)).with(round("gateway killed", 9_000)).keep(file);

        RunState again = RunState.of(file, 1);
        assertThat(again.nextSeed()).as("the seed that it began with").isEqualTo(10);
        assertThat(again.faults()).isEqualTo(Map.of("Redis emptied", 2, "gateway killed", 1));
        assertThat(again.faultCount()).isEqualTo(3);
        assertThat(again.messages()).isEqualTo(30);
        assertThat(again.findings()).isEmpty();
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("3 rounds", "seeds 7 to 9", "3 faults, 30 acknowledged", "0 findings")
                .contains("| Redis emptied | 2 | 2.5 s | 2.5 s |");
    }

    @Test
    void aFindingNamesTheSeedOfItsRound() {
        RunState state =
                RunState.fresh(7)
                        .with(round("Redis emptied", 1))
                        .with(new RunState.Round(1, 0, 0, List.of(), List.of(), List.of("lost")));
        assertThat(state.findings()).containsExactly("seed 8: lost");
        assertThat(state.report()).contains("1 findings", "- seed 8: lost");
    }

    private static RunState.Round round(String kind, long millis) {
        Outside.Fault fault = new Outside.Fault(kind, 0, Duration.ofSeconds(30));
        return new RunState.Round(
                60_000,
                10,
                5,
                List.of(kind),
                List.of(new Recovery(fault, "of person 1", Duration.ofMillis(millis))),
                List.of());
    }
}
