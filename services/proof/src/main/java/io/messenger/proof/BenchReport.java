package io.messenger.proof;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// What a measurement found.
///
/// @param spent from the end of the warm-up to the last answer
/// @param logins what came of those who logged in meanwhile
/// @param flushes microseconds of each flush to this disk before, when nothing else wrote to it
record BenchReport(
        BenchOptions.Load load,
        List<Tally> tallies,
        Crowd crowd,
        Spent spent,
        Logins.Counts logins,
        Histogram flushes) {

    boolean faultless() {
        return tallies.stream().allMatch(Tally::faultless)
                && crowd.habits().stream()
                        .flatMap(habit -> habit.timings().stream())
                        .allMatch(timings -> timings.complete() && timings.failedCount() == 0);
    }

    void print(PrintStream out) {
        for (int i = 0; i < tallies.size(); i++) {
            printTalk(out, i);
        }
        for (Crowd.Habit habit : crowd.habits()) {
            habit.timings().ifPresent(timings -> printHabit(out, habit, timings));
        }
        if (load.logins() > 0) {
            print(
                    out,
                    "%.1f logins per second by %d users at once, %d refused",
                    logins.done() / spent.seconds(),
                    load.logins(),
                    logins.refused());
        }
        print(out, "flush of 8 KB to this disk, ms: " + shown(flushes));
        Tally.Counts all = spent.all();
        print(
                out,
                "per message: %.1f rows, %.2f commits, %.0f bytes of WAL",
                per(spent.written().rows()),
                per(spent.written().commits()),
                per(spent.written().walBytes()));
        print(
                out,
                "per CPU-second of all server processes: %.0f messages, %.0f deliveries; CPU-seconds %s, resident MB %s",
                all.stored() / spent.cpu(),
                all.delivered() / spent.cpu(),
                cpuSeconds(),
                spent.residentBytes().entrySet().stream()
                        .map(of -> of.getKey() + "=" + of.getValue() / 1_000_000)
                        .toList());
    }

    private void printTalk(PrintStream out, int number) {
        Talk talk = load.scenario().talks().get(number);
        Tally tally = tallies.get(number);
        Tally.Counts counts = spent.counts().get(number);
        print(
                out,
                "%s at %d/s: %.1f messages stored, %.0f delivered per second; lost %d, repeated %d, out of order %d",
                talk,
                talk.rate(),
                counts.stored() / spent.seconds(),
                counts.delivered() / spent.seconds(),
                tally.lost(),
                tally.repeatedCount(),
                tally.disorderedCount());
        print(out, "  due to echo, ms: " + shown(tally.echoMicros));
        print(out, "  due to recipients, ms: " + shown(tally.deliveryMicros));
    }

    private void printHabit(PrintStream out, Crowd.Habit habit, Timings timings) {
        Histogram micros = timings.micros();
        print(
                out,
                "%s at %d/s: %.1f per second, %d failed",
                habit.name(),
                habit.rate(),
                micros.getTotalCount() / spent.seconds(),
                timings.failedCount());
        print(out, "  due to answer, ms: " + shown(micros));
    }

    private static void print(PrintStream out, String format, Object... values) {
        out.printf(Locale.ROOT, format + "%n", values);
    }

    private static String shown(Histogram micros) {
        return String.format(
                Locale.ROOT,
                "p50 %.1f, p99 %.1f, p99.9 %.1f, max %.1f",
                micros.getValueAtPercentile(50) / 1000.0,
                micros.getValueAtPercentile(99) / 1000.0,
                micros.getValueAtPercentile(99.9) / 1000.0,
                micros.getMaxValue() / 1000.0);
    }

    /// Of each stored message.
    private double per(long sum) {
        return (double) sum / spent.all().stored();
    }

    private Map<String, Double> cpuSeconds() {
        Map<String, Double> rounded = new LinkedHashMap<>();
        spent.cpuSeconds()
                .forEach((name, seconds) -> rounded.put(name, Math.round(seconds * 100) / 100.0));
        return rounded;
    }

    /// The same for JSON.
    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("scenario", load.scenario().name());
        figures.put("seconds", spent.seconds());
        List<Object> talks = new ArrayList<>();
        for (int i = 0; i < tallies.size(); i++) {
            talks.add(talkFigures(i));
        }
        figures.put("talks", talks);
        for (Crowd.Habit habit : crowd.habits()) {
            habit.timings()
                    .ifPresent(timings ->
                            figures.put(
                                    habit.name().replace(' ', '_'), habitFigures(habit, timings)));
        }
        figures.put("logins_per_second", logins.done() / spent.seconds());
        figures.put("logins_refused", logins.refused());
        figures.put("messages_per_cpu_second", spent.all().stored() / spent.cpu());
        figures.put("deliveries_per_cpu_second", spent.all().delivered() / spent.cpu());
        figures.put("cpu_seconds", cpuSeconds());
        figures.put("resident_bytes", spent.residentBytes());
        figures.put("rows_per_message", per(spent.written().rows()));
        figures.put("commits_per_message", per(spent.written().commits()));
        figures.put("wal_bytes_per_message", per(spent.written().walBytes()));
        figures.put("flush_ms", percentiles(flushes));
        return figures;
    }

    private Map<String, Object> talkFigures(int number) {
        Talk talk = load.scenario().talks().get(number);
        Tally tally = tallies.get(number);
        Tally.Counts counts = spent.counts().get(number);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("chats", talk.chats());
        figures.put("members", talk.members());
        figures.put("rate", talk.rate());
        figures.put("lost", tally.lost());
        figures.put("repeated", tally.repeatedCount());
        figures.put("out_of_order", tally.disorderedCount());
        figures.put("stored_per_second", counts.stored() / spent.seconds());
        figures.put("delivered_per_second", counts.delivered() / spent.seconds());
        figures.put("echo_ms", percentiles(tally.echoMicros));
        figures.put("delivery_ms", percentiles(tally.deliveryMicros));
        return figures;
    }

    private Map<String, Object> habitFigures(Crowd.Habit habit, Timings timings) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rate", habit.rate());
        figures.put("answered_per_second", timings.micros().getTotalCount() / spent.seconds());
        figures.put("failed", timings.failedCount());
        figures.put("answer_ms", percentiles(timings.micros()));
        return figures;
    }

    private static Map<String, Double> percentiles(Histogram micros) {
        Map<String, Double> of = new LinkedHashMap<>();
        for (double percent : new double[] {50, 90, 99, 99.9, 100}) {
            of.put("p" + percent, micros.getValueAtPercentile(percent) / 1000.0);
        }
        return of;
    }
}
