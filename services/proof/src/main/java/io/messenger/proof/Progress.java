package io.messenger.proof;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Prints every ten seconds what the last ten were like, the warm-up too: whether it is over is
/// seen here, and whether a long run stays as it began.
final class Progress implements AutoCloseable {
    private static final int EVERY_SECONDS = 10;

    private final Tally tally;
    private final long root;
    private final long begun = System.nanoTime();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private ProcessCosts before;

    /// @param root the process whose costs and whose children's are printed
    Progress(Tally tally, long root) throws IOException {
        this.tally = tally;
        this.root = root;
        before = ProcessCosts.of(root);
        // It ends with the clock, and what fails in it is printed there.
        var _ =
                clock.scheduleAtFixedRate(
                        this::print, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void print() {
        try {
            ProcessCosts now = ProcessCosts.of(root);
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
            Histogram recent = tally.takeRecent();
            System.out.printf(
                    Locale.ROOT,
                    "%4d s: %d/s, ms: p50 %.1f p99 %.1f; processors:%s%n",
                    TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
                    recent.getTotalCount() / 2 / EVERY_SECONDS,
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
