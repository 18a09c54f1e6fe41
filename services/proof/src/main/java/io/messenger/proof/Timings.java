package io.messenger.proof;

import org.HdrHistogram.Histogram;

/// How long answers took, counted from when the question was due. Threads share it.
final class Timings {
    private static final long LONGEST_MICROS = 600_000_000L;

    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
    private Schedule schedule = new Schedule(0, 1, 0);
    private int firstMeasured;
    private int asked;
    private int answered;
    private int failed;

    /// @param warmUp questions before it do not count
    synchronized void begin(Schedule begun, int warmUp) {
        schedule = begun;
        firstMeasured = warmUp;
    }

    /// What asks, and throws when the answer is not what it has to be.
    interface Question {
        void ask() throws Exception;
    }

    /// Asks on a thread of its own.
    void ask(int number, Question question) {
        synchronized (this) {
            asked++;
        }
        Thread.startVirtualThread(() -> {
            try {
                question.ask();
                answered(number, System.nanoTime());
            } catch (Exception e) {
                failed(e);
            }
        });
    }

    synchronized void answered(int number, long now) {
        answered++;
        if (number >= firstMeasured) {
            micros.recordValue(Math.clamp((now - schedule.due(number)) / 1000, 0, LONGEST_MICROS));
        }
    }

    private synchronized void failed(Exception why) {
        if (failed++ == 0) {
            System.err.println("the first of what failed: " + why);
        }
    }

    synchronized boolean complete() {
        return asked == answered + failed;
    }

    synchronized int failedCount() {
        return failed;
    }

    /// Of the measured ones that were answered.
    synchronized Histogram micros() {
        return micros.copy();
    }
}
