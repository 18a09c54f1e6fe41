package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What must answer for a service to be ready.
@Timeout(30)
class ReadinessTest {
    @Test
    void aServiceIsReadyWhenAllChecksPass() {
        assertThat(new Readiness().ready()).isTrue();
        assertThat(new Readiness().check("a", () -> true).check("b", () -> true).ready()).isTrue();
        assertThat(new Readiness().check("a", () -> true).check("b", () -> false).ready())
                .isFalse();
    }

    @Test
    void aCheckThatThrowsHasFailed() {
        Readiness readiness =
                new Readiness()
                        .check(
                                "a",
                                () -> {
                                    throw new IllegalStateException("on purpose");
                                });
        assertThat(readiness.ready()).isFalse();
    }

    @Test
    void aCheckThatHangsHasFailedAfterTwoSecondsAndIsEnded() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Readiness readiness =
                new Readiness()
                        .check(
                                "a",
                                () -> {
                                    try {
                                        new CountDownLatch(1).await();
                                    } catch (InterruptedException e) {
                                        ended.countDown();
                                    }
                                    return true;
                                });
        Instant begin = Instant.now();
        assertThat(readiness.ready()).isFalse();
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));
        ended.await();
    }

    @Test
    void aDatabaseThatTakesNoConnectionHasFailedInTime() {
        Settings settings =
                Settings.load(
                        "probe",
                        Map.of(),
                        Map.of("database.url", "jdbc:postgresql://127.0.0.1:1/messenger"));
        try (Database database = Database.open(settings, "probe")) {
            Instant begin = Instant.now();
            assertThat(new Readiness().check("postgresql", database::answers).ready()).isFalse();
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(4));
        }
    }
}
