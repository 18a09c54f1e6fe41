package io.messenger.proof;

import io.messenger.contracts.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// What a measurement of messages found.
///
/// @param seconds from the first measured message to the last delivery
/// @param cpuSeconds of the messenger's processes in that time
/// @param logins what came of those who logged in meanwhile
/// @param flushes microseconds of each flush to this disk before, when nothing else wrote to it
record BenchReport(
        BenchOptions options,
        Tally tally,
        double seconds,
        Map<String, Double> cpuSeconds,
        ProcessCosts after,
        Logins.Counts logins,
        Histogram flushes) {

    boolean faultless() {
        return tally.lost() == 0 && tally.repeatedCount() == 0 && tally.disorderedCount() == 0;
    }

    private double cpu() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d messages at %d/s in %d direct chats: %.0f stored and delivered per second%n",
                tally.messages(),
                options.load().rate(),
                options.load().pairs(),
                tally.deliveries() / seconds);
        out.printf(
                Locale.ROOT,
                "lost %d, repeated %d, out of order %d%n",
                tally.lost(),
                tally.repeatedCount(),
                tally.disorderedCount());
        print(out, "flush of 8 KB to this disk", flushes);
        print(out, "send to echo", tally.echoMicros);
        print(out, "send to recipient", tally.deliveryMicros);
        if (options.load().logins() > 0) {
            out.printf(
                    Locale.ROOT,
                    "%.1f logins per second by %d users at once, %d refused%n",
                    logins.done() / seconds,
                    options.load().logins(),
                    logins.refused());
        }
        out.printf(
                Locale.ROOT,
                "%.0f messages per CPU-second of all server processes; CPU-seconds %s, resident MB %s%n",
                tally.deliveries() / cpu(),
                rounded(),
                after.residentBytes().entrySet().stream()
                        .map(of -> of.getKey() + "=" + of.getValue() / 1_000_000)
                        .toList());
    }

    private static void print(PrintStream out, String what, Histogram micros) {
        out.printf(
                Locale.ROOT,
                "%s, ms: p50 %.1f, p99 %.1f, p99.9 %.1f, max %.1f%n",
                what,
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getValueAtPercentile(99.9) / 1000.0,
                micros.getMaxValue() / 1000.0);
    }

    private Map<String, Object> rounded() {
        Map<String, Object> rounded = new LinkedHashMap<>();
        cpuSeconds.forEach((name, spent) -> rounded.put(name, Math.round(spent * 100) / 100.0));
        return rounded;
    }

    /// The same as JSON.
    void write(Path file) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rate", options.load().rate());
        figures.put("pairs", options.load().pairs());
        figures.put("messages", tally.messages());
        figures.put("lost", tally.lost());
        figures.put("repeated", tally.repeatedCount());
        figures.put("out_of_order", tally.disorderedCount());
        figures.put("delivered_per_second", tally.deliveries() / seconds);
        figures.put("logins_per_second", logins.done() / seconds);
        figures.put("logins_refused", logins.refused());
        figures.put("messages_per_cpu_second", tally.deliveries() / cpu());
        figures.put("cpu_seconds", rounded());
        figures.put("resident_bytes", after.residentBytes());
        figures.put("flush_ms", percentiles(flushes));
        figures.put("echo_ms", percentiles(tally.echoMicros));
        figures.put("delivery_ms", percentiles(tally.deliveryMicros));
        Files.write(file, Json.bytes(figures));
    }

    private static Map<String, Double> percentiles(Histogram micros) {
        Map<String, Double> of = new LinkedHashMap<>();
        for (double percent : new double[] {50, 90, 99, 99.9, 100}) {
            of.put("p" + percent, micros.getValueAtPercentile(percent) / 1000.0);
        }
        return of;
    }
}
