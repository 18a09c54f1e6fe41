package io.messenger.platform;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work in the background that is done again and again: at once when woken, else after a pause. A
/// failure is logged and the next round tries again; it never ends the work.
///
/// Threads share it: the work itself runs on one virtual thread, anyone may wake it.
public final class Recurring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String what;
    private final Duration pause;
    private final Startup.Action work;
    private final Semaphore wakeUps = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Recurring(String what, Duration pause, Startup.Action work) {
        this.what = what;
        this.pause = pause;
        this.work = work;
        this.thread = Thread.ofVirtual().name(what).unstarted(this::repeat);
    }

    /// Work that [#begin] begins.
    ///
    /// @param what what it does, as the log says it: "publish revocations"
    public static Recurring of(String what, Duration pause, Startup.Action work) {
        return new Recurring(what, pause, work);
    }

    /// Begins; a second call is a no-op, so that it can be a step of a start that is retried.
    public void begin() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    /// Has a round begin now, or right after the one that is under way.
    public void wake() {
        wakeUps.release();
    }

    private void repeat() {
        boolean failing = false;
        try {
            while (closing.getCount() > 0) {
                wakeUps.drainPermits();
                failing = round(failing);
                // Woken while it fails, it would otherwise spin as fast as requests come.
                boolean _ =
                        failing
                                ? closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)
                                : wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            LOG.debug("no more: {}", what);
        }
    }

    private boolean round(boolean failing) throws InterruptedException {
        try {
            work.run();
            return false;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            if (!failing) {
                LOG.warn("cannot {} now, will try again: {}", what, e.toString());
            }
            return true;
        }
    }

    /// Ends the work: the round under way has two seconds to come to its end before it is
    /// interrupted, for an interrupt would break its connection to the database.
    @Override
    public void close() {
        closing.countDown();
        wakeUps.release();
        try {
            if (thread.isAlive() && !thread.join(PATIENCE)) {
                thread.interrupt();
                boolean _ = thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
