package io.messenger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A measurement that could not fail would be worth nothing.
final class TallyTest {
    private static final long SECOND = 1_000_000_000L;

    private final Tally tally = new Tally(3, 1);

    @Test
    void whatCameOnceIsComplete() {
        for (int number = 0; number < 3; number++) {
            tally.echoed(number, 9 * SECOND);
            assertThat(tally.complete()).isFalse();
            tally.received(number, 9 * SECOND);
        }
        assertThat(tally.complete()).isTrue();
        assertThat(tally.lost() + tally.repeatedCount() + tally.disorderedCount()).isZero();
    }

    @Test
    void whatOneOfTheTwoDidNotSeeIsLost() {
        tally.echoed(0, 9 * SECOND);
        tally.echoed(1, 9 * SECOND);
        tally.received(1, 9 * SECOND);
        assertThat(tally.lost()).isEqualTo(3);
        assertThat(tally.complete()).isFalse();
    }

    @Test
    void whatCameTwiceIsRepeated() {
        tally.received(2, 9 * SECOND);
        tally.received(2, 9 * SECOND);
        assertThat(tally.repeatedCount()).isEqualTo(1);
        assertThat(tally.deliveries()).isEqualTo(1);
    }

    @Test
    void latencyCountsFromWhenAMessageWasDueAndNotFromWhenItWasSent() {
        tally.begin(new Schedule(SECOND, 2, 0));
        tally.received(0, 9 * SECOND);
        tally.received(1, 2 * SECOND);
        assertThat(tally.deliveryMicros.getTotalCount()).as("the first one warms up").isEqualTo(1);
        assertThat(tally.deliveryMicros.getMaxValue()).isBetween(499_000L, 501_000L);
    }
}
