package io.messenger.proof;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Prints every ten seconds what the last ten were like, the warm-up too: whether it is over is
/// seen here, and whether a long run stays as it began.
final class Progress implements AutoCloseable {
    private static final int EVERY_SECONDS = 10;

    private final List<Tally> tallies;
    private final long begun = System.nanoTime();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private ProcessCosts before;

    Progress(List<Tally> tallies) throws IOException {
        this.tallies = tallies;
        before = ProcessCosts.now();
        // It ends with the clock, and what fails in it is printed there.
        var _ =
                clock.scheduleAtFixedRate(
                        this::print, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void print() {
        try {
            ProcessCosts now = ProcessCosts.now();
            StringBuilder cpu = new StringBuilder();
            now.since(before)
                    .forEach((name, seconds) ->
                            cpu.append(
                                    String.format(
                                            Locale.ROOT,
                                            " %s %.2f",
                                            name,
                                            seconds / EVERY_SECONDS)));
            before = now;
            Histogram recent = tallies.getFirst().takeRecent();
            tallies.stream().skip(1).forEach(tally -> recent.add(tally.takeRecent()));
            System.out.printf(
                    Locale.ROOT,
                    "%4d s: %d echoes and deliveries/s, ms: p50 %.1f p99 %.1f; processors:%s%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                    recent.getTotalCount() / EVERY_SECONDS,
                    recent.getValueAtPercentile(50) / 1000.0,
                    recent.getValueAtPercentile(99) / 1000.0,
                    cpu);
        } catch (IOException e) {
            System.out.println("the costs of the processes cannot be read: " + e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
