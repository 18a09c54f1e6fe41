package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a service does before it is ready.
@Timeout(30)
class StartupTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    @Test
    void stepsAreDoneInOrderEachTriedUntilItSucceeds() throws InterruptedException {
        try (Startup startup =
                Startup.begin(
                        "probe",
                        new Startup.Step(
                                "fail twice",
                                () -> {
                                    seen.add("first");
                                    if (seen.size() < 3) {
                                        throw new IOException("not yet");
                                    }
                                }),
                        new Startup.Step("go on", () -> seen.add("second")))) {
            assertThat(startup.await(LONG)).isTrue();
            assertThat(startup.done()).isTrue();
            assertThat(seen)
                    .containsExactlyElementsOf(List.of("first", "first", "first", "second"));
        }
    }

    @Test
    void whatIsClosedGivesUpAndBeginsNoFurtherStep() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Startup startup =
                Startup.begin(
                        "probe",
                        new Startup.Step(
                                "wait for ever",
                                () -> {
                                    begun.countDown();
                                    try {
                                        new CountDownLatch(1).await();
                                    } finally {
                                        ended.countDown();
                                    }
                                }),
                        new Startup.Step("go on", () -> seen.add("second")));
        begun.await();
        assertThat(startup.done()).isFalse();
        startup.close();
        ended.await();
        assertThat(startup.await(Duration.ofMillis(300))).isFalse();
        assertThat(seen).isEmpty();
    }

    @Test
    void whatHidesItsInterruptionInAFailureIsStillClosed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Startup startup =
                Startup.begin(
                        "probe",
                        new Startup.Step(
                                "wait as drivers do",
                                () -> {
                                    seen.add("attempt");
                                    begun.countDown();
                                    try {
                                        new CountDownLatch(1).await();
                                    } catch (InterruptedException e) {
                                        Thread.currentThread().interrupt();
                                        throw new IOException("interrupted", e);
                                    }
                                }));
        begun.await();
        startup.close();
        assertThat(startup.await(Duration.ofMillis(600))).isFalse();
        assertThat(seen).hasSize(1);
    }

    @Test
    void anErrorOfOneStepDoesNotEndTheTrying() throws InterruptedException {
        try (Startup startup =
                Startup.begin(
                        "probe",
                        new Startup.Step(
                                "fail badly once",
                                () -> {
                                    if (seen.isEmpty()) {
                                        seen.add("failed");
                                        throw new NoClassDefFoundError("on purpose");
                                    }
                                }))) {
            assertThat(startup.await(Duration.ofSeconds(5))).isTrue();
        }
    }
}
