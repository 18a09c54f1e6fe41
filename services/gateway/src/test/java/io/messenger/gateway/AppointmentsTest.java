package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AppointmentsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private long now = -5;
    private final Appointments appointments = new Appointments(() -> now);

    @Test
    void theFirstOnesComeOneAfterTheOther() {
        assertThat(appointments.next()).isEqualTo(Appointments.SOONEST);
        assertThat(last(1_250)).isBetween(Duration.ofMillis(1_999), Duration.ofMillis(2_001));
    }

    @Test
    void whereFewerAreLetInTheyComeFartherApart() {
        last(2_000);
        letIn(300);
        pass(SECOND);
        Duration before = appointments.next();
        assertThat(last(375).minus(before)).isBetween(Duration.ofMillis(999), SECOND);
    }

    @Test
    void thePaceIsNotThatOfAQuietTime() {
        var _ = appointments.next();
        letIn(1);
        pass(Duration.ofMinutes(1));
        Duration before = appointments.next();
        assertThat(last(1_250).minus(before)).isBetween(Duration.ofMillis(999), SECOND);
    }

    @Test
    void nobodyWaitsForEver() {
        assertThat(last(100_000)).isEqualTo(Appointments.LATEST);
    }

    @Test
    void afterAQuietTimeTheyBeginSoonAgain() {
        last(10_000);
        pass(Duration.ofSeconds(20));
        assertThat(appointments.next()).isEqualTo(Appointments.SOONEST);
    }

    private Duration last(int many) {
        Duration last = Duration.ZERO;
        for (int i = 0; i < many; i++) {
            last = appointments.next();
        }
        return last;
    }

    private void letIn(int many) {
        for (int i = 0; i < many; i++) {
            appointments.letIn();
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
