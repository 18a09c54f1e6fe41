package io.messenger.platform;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a service does before it is ready: steps in order, each tried until it succeeds, so that
/// services, database and broker may start in any order. Until all are done the service answers
/// `unavailable` and reports itself unready.
///
/// Threads share it: one virtual thread works through the steps, others ask whether it is done.
public final class Startup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Startup.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final long LOG_EVERY = 40;

    private final String service;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread worker;

    private Startup(String service, List<Step> steps) {
        this.service = service;
        this.worker = Thread.ofVirtual().name(service + "-startup").unstarted(() -> work(steps));
    }

    /// One step.
    ///
    /// @param what what it does, as the log says it: "create the topics"
    public record Step(String what, Action action) {}

    /// What a step does. It may be tried again after any failure.
    @FunctionalInterface
    public interface Action {
        /// Does it, or fails.
        void run() throws Exception;
    }

    /// Begins to work through the steps, on a thread of its own.
    public static Startup begin(String service, Step... steps) {
        Startup startup = new Startup(service, List.of(steps));
        startup.worker.start();
        return startup;
    }

    /// Whether every step is done.
    public boolean done() {
        return done.getCount() == 0;
    }

    /// Waits for the last step.
    ///
    /// @return false when the time was not enough
    public boolean await(Duration atMost) throws InterruptedException {
        return done.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void work(List<Step> steps) {
        try {
            for (Step step : steps) {
                untilDone(step);
            }
            done.countDown();
            LOG.info("{} is ready", service);
        } catch (InterruptedException e) {
            LOG.info("{} was stopped before it was ready", service);
        }
    }

    private void untilDone(Step step) throws InterruptedException {
        for (long attempt = 0; ; attempt++) {
            try {
                step.action().run();
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Throwable e) {
                // Errors too: they would end this thread, and the service would never be ready
                // without a word in its log.
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                if (attempt % LOG_EVERY == 0) {
                    LOG.warn("{} waits to {}: {}", service, step.what(), e.toString());
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /// Gives up what is not done yet.
    @Override
    public void close() {
        worker.interrupt();
    }
}
