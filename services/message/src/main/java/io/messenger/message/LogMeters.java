package io.messenger.message;

import io.messenger.platform.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// What the log counts and measures. The README has the list.
///
/// Used by the consumer's thread, gauges apart.
final class LogMeters {
    private final Meters meters;
    private final Map<Tally.Ended, Counter> commands = new HashMap<>();
    private final DistributionSummary batch;
    private final Timer commit;
    private final Timer emit;
    private final Counter deadLetters;
    private final Counter lanes;
    private final Counter all;
    private final Counter connection;

    LogMeters(Meters meters) {
        this.meters = meters;
        batch = meters.sizes("messenger_log_batch", "Commands of one transaction");
        commit = meters.timer("messenger_log_commit", "From the poll to the commit of a batch");
        emit = meters.timer("messenger_log_emit", "From the commit of a batch to its last event");
        deadLetters =
                meters.counter("messenger_log_dead_letters", "Commands that can never be applied");
        lanes = events("lanes");
        all = events("all");
        connection = events("connection");
    }

    private Counter events(String way) {
        return meters.counter(
                "messenger_log_events", "Events emitted, by the way they went", "way", way);
    }

    void healthy(BooleanSupplier healthy) {
        meters.gauge(
                "messenger_log_healthy",
                "1 while commands are applied, 0 while the log pauses",
                () -> healthy.getAsBoolean() ? 1 : 0);
    }

    void lag(int partition, LongSupplier records) {
        meters.gauge(
                "messenger_log_lag",
                "Commands in the partition that are not applied; 0 at those who do not own it",
                records::getAsLong,
                "partition",
                Integer.toString(partition));
    }

    void searchLag(DoubleSupplier seconds) {
        meters.gauge(
                "messenger_search_lag_seconds",
                "How long the oldest change waits that search does not know yet",
                seconds::getAsDouble);
    }

    void committed(int size, Tally tally, Duration took) {
        batch.record(size);
        commit.record(took);
        tally.forEach(
                (ended, count) -> commands.computeIfAbsent(ended, this::command).increment(count));
    }

    private Counter command(Tally.Ended ended) {
        return meters.counter(
                "messenger_log_commands",
                "Commands taken from the log, by what became of them",
                "op",
                ended.op(),
                "outcome",
                ended.outcome());
    }

    void emitted(Ways ways, Duration took) {
        emit.record(took);
        lanes.increment(ways.lanes);
        all.increment(ways.all);
        connection.increment(ways.connection);
    }

    void deadLetter() {
        deadLetters.increment();
    }
}
