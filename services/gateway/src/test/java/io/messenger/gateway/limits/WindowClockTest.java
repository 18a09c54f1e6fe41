package io.messenger.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What becomes of commands whose answers never come.
class WindowClockTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final List<Long> times = new ArrayList<>();
    private final Window window = new Window(2, now::get, times::add);

    @Test
    void whenTheNewestIsTenSecondsOldAllAreGivenUp() throws InterruptedException {
        window.take();
        now.addAndGet(Duration.ofSeconds(9).toNanos());
        window.take();
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        window.take();
        assertThat(window.unanswered()).isEqualTo(1);
    }

    @Test
    void anAnswerMakesRoom() throws InterruptedException {
        window.take();
        window.take();
        window.answered();
        window.take();
        assertThat(window.unanswered()).isEqualTo(2);
    }

    @Test
    void answersNobodyWaitsForChangeNothing() throws InterruptedException {
        window.answered();
        window.take();
        assertThat(window.unanswered()).isEqualTo(1);
    }

    @Test
    void theTimeOfAnAnswerIsKnownWhenItWasTheOnlyOneWaitedFor() throws InterruptedException {
        window.take();
        now.addAndGet(7);
        window.answered();
        window.take();
        window.take();
        now.addAndGet(3);
        window.answered();
        window.withdraw();
        assertThat(times).containsExactly(7L);
    }

    @Test
    void whoWaitsCanBeInterrupted() throws InterruptedException {
        window.take();
        window.take();
        Thread.currentThread().interrupt();
        assertThatThrownBy(window::take).isInstanceOf(InterruptedException.class);
    }
}
