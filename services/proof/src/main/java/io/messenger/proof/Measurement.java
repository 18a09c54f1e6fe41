package io.messenger.proof;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// One load on a running server, from the making of its chats to the last delivery.
///
/// @param flushes microseconds of each flush to the server's disk before
record Measurement(Server server, BenchOptions.Step step, Histogram flushes) {
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(60);

    BenchReport run() throws IOException, InterruptedException, SQLException {
        List<Tally> tallies = new ArrayList<>();
        for (Talk talk : step.load().scenario().talks()) {
            Activity plan = Activity.of(0, talk.rate(), step.span(), number -> {});
            tallies.add(new Tally(plan.total(), plan.warmUp(), talk.members() - 1));
        }
        try (Swarm swarm = new Swarm();
                Crowd crowd = server.gather(step.load(), tallies, swarm);
                Progress _ = new Progress(tallies)) {
            // The first connection takes a while, and that shall not fall into the measured time.
            server.database().written();
            swarm.start();
            return measure(crowd, activities(crowd, tallies), tallies);
        }
    }

    private List<Activity> activities(Crowd crowd, List<Tally> tallies) {
        long start = System.nanoTime();
        List<Activity> all = new ArrayList<>();
        for (int i = 0; i < tallies.size(); i++) {
            Talk talk = step.load().scenario().talks().get(i);
            List<? extends Conversation> chats = crowd.talks().get(i);
            Activity writing =
                    Activity.of(
                            start,
                            talk.rate(),
                            step.span(),
                            number -> chats.get(number % chats.size()).send(number));
            tallies.get(i).begin(writing.schedule());
            all.add(writing);
        }
        for (Crowd.Habit habit : crowd.habits()) {
            Activity activity = Activity.of(start, habit.rate(), step.span(), habit.action());
            habit.timings()
                    .ifPresent(timings -> timings.begin(activity.schedule(), activity.warmUp()));
            all.add(activity);
        }
        return all;
    }

    private BenchReport measure(Crowd crowd, List<Activity> activities, List<Tally> tallies)
            throws IOException, InterruptedException {
        int[] done = new int[activities.size()];
        Activity.run(activities, done, Activity::warmUp);
        crowd.logins().ifPresent(Logins::begin);
        // Beside, since what is due now must not wait for it.
        FutureTask<Spent> before = new FutureTask<>(() -> Spent.now(server, tallies));
        Thread.startVirtualThread(before);
        Activity.run(activities, done, Activity::total);
        awaitAnswers(crowd, tallies);
        try {
            Spent spent = Spent.now(server, tallies).since(before.get());
            return new BenchReport(
                    step.load(), tallies, crowd, spent, crowd.loginCounts(), flushes);
        } catch (ExecutionException | SQLException e) {
            throw new IOException("what was spent cannot be read", e);
        }
    }

    private static void awaitAnswers(Crowd crowd, List<Tally> tallies) {
        long end = System.nanoTime() + GRACE_NANOS;
        while (!complete(crowd, tallies) && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static boolean complete(Crowd crowd, List<Tally> tallies) {
        return tallies.stream().allMatch(Tally::complete)
                && crowd.habits().stream()
                        .flatMap(habit -> habit.timings().stream())
                        .allMatch(Timings::complete);
    }
}
