package io.messenger.proof;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;

/// Something that is done again and again, each time when it is due, whatever came of the time
/// before.
///
/// @param warmUp how often before the measurement
/// @param total how often in all
record Activity(Schedule schedule, int warmUp, int total, Action action) {

    /// Does it for the nth time and does not wait for what comes of it.
    interface Action {
        void perform(int number) throws IOException;
    }

    /// At a rate that rises during the first half of the warm-up.
    ///
    /// @param start by [System#nanoTime]
    static Activity of(long start, int rate, BenchOptions.Span span, Action action) {
        Schedule schedule = new Schedule(start, rate, span.rise());
        return new Activity(
                schedule,
                schedule.within(span.warmUp()),
                schedule.within(span.warmUp().plus(span.length())),
                action);
    }

    /// Does all of them, each when it is due, until each was done so often.
    ///
    /// @param done how often each was done already; counted on
    static void run(List<Activity> all, int[] done, ToIntFunction<Activity> until)
            throws IOException {
        for (int next = first(all, done, until); next >= 0; next = first(all, done, until)) {
            Activity activity = all.get(next);
            awaitTime(activity.schedule().due(done[next]));
            activity.action().perform(done[next]++);
        }
    }

    /// The one that is due first; -1 when all are done.
    private static int first(List<Activity> all, int[] done, ToIntFunction<Activity> until) {
        int first = -1;
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < all.size(); i++) {
            Activity one = all.get(i);
            if (done[i] < until.applyAsInt(one) && one.schedule().due(done[i]) < earliest) {
                earliest = one.schedule().due(done[i]);
                first = i;
            }
        }
        return first;
    }

    private static void awaitTime(long due) {
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }
}
