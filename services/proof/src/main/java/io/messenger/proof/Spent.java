package io.messenger.proof;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What came about and what it cost, until a moment or between two.
///
/// @param counts of each talk, with what was sent before and came meanwhile
/// @param cpuSeconds of each kind of process
/// @param residentBytes at that moment or the later one
record Spent(
        double seconds,
        List<Tally.Counts> counts,
        Map<String, Double> cpuSeconds,
        Map<String, Long> residentBytes,
        Database.Written written) {

    static Spent now(Server server, List<Tally> tallies) throws IOException, SQLException {
        Database.Written written = server.database().written();
        ProcessCosts costs = ProcessCosts.now();
        return new Spent(
                System.nanoTime() / 1e9,
                tallies.stream().map(Tally::counts).toList(),
                costs.cpuSeconds(),
                costs.residentBytes(),
                written);
    }

    Spent since(Spent before) {
        List<Tally.Counts> between = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            between.add(counts.get(i).since(before.counts.get(i)));
        }
        return new Spent(
                seconds - before.seconds,
                between,
                new ProcessCosts(cpuSeconds, residentBytes)
                        .since(new ProcessCosts(before.cpuSeconds, before.residentBytes)),
                residentBytes,
                written.since(before.written));
    }

    /// Of all talks.
    Tally.Counts all() {
        return counts.stream().reduce(new Tally.Counts(0, 0), Tally.Counts::plus);
    }

    double cpu() {
        return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
