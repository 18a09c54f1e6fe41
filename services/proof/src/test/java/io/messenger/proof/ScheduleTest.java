package io.messenger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// When messages are due.
final class ScheduleTest {
    private static final long START = TimeUnit.HOURS.toNanos(1);

    private final Schedule schedule = new Schedule(START, 100, 10);

    @Test
    void theRateRisesEvenlyAndThenStays() {
        assertThat(millis(0)).isZero();
        // After half the time a quarter of what the whole rise sends.
        assertThat(millis(125)).isEqualTo(5_000);
        assertThat(millis(500)).isEqualTo(10_000);
        assertThat(millis(600)).isEqualTo(11_000);
        assertThat(millis(601)).isEqualTo(11_010);
    }

    @Test
    void whatIsDueWithinATimeIsWhatComesBeforeItsEnd() {
        assertThat(schedule.within(Duration.ofSeconds(20))).isEqualTo(1_500);
        assertThat(millis(1_500)).isEqualTo(20_000);
    }

    private long millis(int number) {
        return TimeUnit.NANOSECONDS.toMillis(schedule.due(number) - START);
    }
}
