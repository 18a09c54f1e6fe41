package io.messenger.testing;

import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Runs a device's steps one after the other, on a virtual thread of its own, now or after a time.
final class Loop implements AutoCloseable {
    private final DelayQueue<Step> steps = new DelayQueue<>();
    private final AtomicLong order = new AtomicLong();
    private final Monitor monitor;
    private final Thread thread;

    /// @param monitor learns when a step fails
    Loop(String name, Monitor monitor) {
        this.monitor = monitor;
        thread = Thread.ofVirtual().name(name).start(this::work);
    }

    void run(Runnable step) {
        after(Duration.ZERO, step);
    }

    void after(Duration delay, Runnable step) {
        steps.add(new Step(System.nanoTime() + delay.toNanos(), order.incrementAndGet(), step));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void work() {
        while (true) {
            try {
                steps.take().action().run();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                monitor.fail(new AssertionError("the device failed: " + e, e));
            }
        }
    }

    private record Step(long due, long number, Runnable action) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Step that = (Step) other;
            long earlier = due - that.due;
            return earlier != 0 ? Long.signum(earlier) : Long.compare(number, that.number);
        }
    }
}
