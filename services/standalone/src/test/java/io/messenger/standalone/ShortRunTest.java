package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.proof.judge.Verdict;
import org.junit.jupiter.api.Test;

class ShortRunTest {
    @Test
    void nothingIsLostDoubledOrOutOfOrderWhileThePartsAreKilled() throws Exception {
        long seed = System.nanoTime();
        Verdict verdict = ShortRun.run(seed);
        assertThat(verdict.clean()).as("seed %d: %s", seed, verdict).isTrue();
    }
}
