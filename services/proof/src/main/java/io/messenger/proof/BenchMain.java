package io.messenger.proof;

import io.messenger.contracts.ChatId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// Measures direct messages: starts the messenger, opens the sockets, sends at a fixed rate
/// whatever comes back, and prints latencies and costs.
public final class BenchMain {
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final BenchOptions options;
    private final Histogram flushes;

    private BenchMain(BenchOptions options, Histogram flushes) {
        this.options = options;
        this.flushes = flushes;
    }

    /// Ends with status 1 when a message was lost, doubled or out of order.
    public static void main(String[] arguments) throws Exception {
        BenchOptions options;
        try {
            options = BenchOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
            return;
        }
        Histogram flushes = DiskFlush.measure(options.data());
        try (MessengerProcess messenger = MessengerProcess.start(options.data())) {
            BenchReport report = new BenchMain(options, flushes).measure(messenger);
            report.print(System.out);
            if (options.json().isPresent()) {
                report.write(options.json().get());
            }
            if (!report.faultless()) {
                System.exit(1);
            }
        }
    }

    private BenchReport measure(MessengerProcess messenger)
            throws IOException, InterruptedException {
        int rise = Math.toIntExact(options.warmUp().toSeconds() / 2);
        Schedule plan = new Schedule(0, options.load().rate(), rise);
        int warmUp = plan.within(options.warmUp());
        int messages = plan.within(options.warmUp().plus(options.length()));
        Tally tally = new Tally(messages, warmUp);
        try (Swarm swarm = new Swarm();
                Door door = new Door(messenger.door());
                Logins logins = Logins.of(door, options.load().logins())) {
            List<Pair> pairs = pairs(door, messenger, tally, swarm);
            swarm.start();
            Schedule schedule = new Schedule(System.nanoTime(), options.load().rate(), rise);
            tally.begin(schedule);
            try (Progress _ = new Progress(tally, messenger.pid())) {
                send(pairs, schedule, 0, warmUp);
                logins.begin();
                ProcessCosts before = ProcessCosts.of(messenger.pid());
                long measuredFrom = System.nanoTime();
                send(pairs, schedule, warmUp, messages);
                awaitAll(tally);
                double seconds = (System.nanoTime() - measuredFrom) / 1e9;
                ProcessCosts after = ProcessCosts.of(messenger.pid());
                return new BenchReport(
                        options,
                        tally,
                        seconds,
                        after.since(before),
                        after,
                        logins.counts(),
                        flushes);
            }
        }
    }

    private static void awaitAll(Tally tally) {
        long end = System.nanoTime();
        while (!tally.complete() && System.nanoTime() - end < GRACE_NANOS) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// Sends messages, each when it is due.
    private static void send(List<Pair> pairs, Schedule schedule, int from, int to)
            throws IOException {
        for (int number = from; number < to; number++) {
            for (long wait = 1; wait > 0; ) {
                wait = schedule.due(number) - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
            }
            pairs.get(number % pairs.size()).send(number);
        }
    }

    /// Two people who will talk.
    private record Friends(Person one, Person other, ChatId chat) {}

    private List<Pair> pairs(Door door, MessengerProcess messenger, Tally tally, Swarm swarm)
            throws IOException, InterruptedException {
        List<Friends> friends = new ArrayList<>();
        for (int i = 0; i < options.load().pairs(); i++) {
            Person one = door.person();
            Person other = door.person();
            friends.add(new Friends(one, other, door.direct(one, other)));
        }
        String run = UUID.randomUUID().toString().substring(0, 24);
        List<Pair> pairs = new ArrayList<>();
        // Only now: all those passwords take so long that the first sockets would be idle too long.
        for (Friends two : friends) {
            Pair pair =
                    new Pair(tally, friends.size(), two.chat(), run, options.load().textBytes());
            pair.open(messenger.door(), two.one(), two.other(), swarm);
            pairs.add(pair);
        }
        return pairs;
    }
}
