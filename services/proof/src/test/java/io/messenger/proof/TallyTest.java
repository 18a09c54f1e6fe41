package io.messenger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A measurement that could not fail would be worth nothing.
final class TallyTest {
    private static final long SECOND = 1_000_000_000L;

    /// Three messages, the first of which warms up, to two recipients.
    private final Tally tally = new Tally(3, 1, 2);

    @Test
    void whatCameToEverybodyOnceIsComplete() {
        for (int number = 0; number < 3; number++) {
            tally.echoed(number, 5 + number, 9 * SECOND);
            tally.received(number, 5 + number, 9 * SECOND);
            assertThat(tally.complete()).isFalse();
            tally.received(number, 5 + number, 9 * SECOND);
        }
        assertThat(tally.complete()).isTrue();
        assertThat(tally.faultless()).isTrue();
        assertThat(tally.counts()).isEqualTo(new Tally.Counts(3, 6));
    }

    @Test
    void whatOneOfThemDidNotSeeIsLost() {
        tally.echoed(0, 5, 9 * SECOND);
        tally.echoed(1, 6, 9 * SECOND);
        tally.received(1, 6, 9 * SECOND);
        assertThat(tally.lost()).isEqualTo(6);
        assertThat(tally.complete()).isFalse();
        assertThat(tally.faultless()).isFalse();
    }

    @Test
    void whatIsEchoedTwiceIsRepeated() {
        tally.echoed(2, 5, 9 * SECOND);
        tally.echoed(2, 5, 9 * SECOND);
        assertThat(tally.repeatedCount()).isEqualTo(1);
        assertThat(tally.counts().stored()).isEqualTo(1);
    }

    @Test
    void whatStandsAtTwoPlacesOfTheLogIsRepeated() {
        tally.received(2, 5, 9 * SECOND);
        tally.received(2, 6, 9 * SECOND);
        assertThat(tally.repeatedCount()).isEqualTo(1);
        assertThat(tally.counts().delivered()).isEqualTo(1);
    }

    @Test
    void aDeviceGetsEachPlaceOnceAndNoneIsLeftOut() {
        Order order = new Order(tally);
        assertThat(order.next(7)).as("a device begins anywhere").isTrue();
        assertThat(order.next(8)).isTrue();
        assertThat(tally.repeatedCount() + tally.disorderedCount()).isZero();
        assertThat(order.next(8)).isFalse();
        assertThat(tally.repeatedCount()).isEqualTo(1);
        assertThat(order.next(10)).isTrue();
        assertThat(tally.disorderedCount()).isEqualTo(1);
    }

    @Test
    void latencyCountsFromWhenAMessageWasDueAndNotFromWhenItWasSent() {
        tally.begin(new Schedule(SECOND, 2, 0));
        tally.received(0, 5, 9 * SECOND);
        tally.received(1, 6, 2 * SECOND);
        assertThat(tally.deliveryMicros.getTotalCount()).as("the first one warms up").isEqualTo(1);
        assertThat(tally.deliveryMicros.getMaxValue()).isBetween(499_000L, 501_000L);
    }
}
