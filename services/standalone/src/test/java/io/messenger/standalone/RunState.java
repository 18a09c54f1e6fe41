package io.messenger.standalone;

import io.messenger.contracts.Json;
import io.messenger.proof.judge.Recovery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a long run has done so far, kept in a file after each round, so that it can be ended at any
/// time and goes on there.
///
/// @param seed of the first round; each has the next one
/// @param rounds that were judged
/// @param millis that the rounds took
/// @param messages that were acknowledged, and are stored
/// @param changes of messages that were told
/// @param faults how many of each kind
/// @param recoveries in milliseconds, by kind of fault
/// @param findings of the judge, and rounds that did not get to their end, each with its seed
record RunState(
        long seed,
        int rounds,
        long millis,
        long messages,
        long changes,
        Map<String, Integer> faults,
        Map<String, List<Long>> recoveries,
        List<String> findings) {

    static RunState fresh(long seed) {
        return new RunState(seed, 0, 0, 0, 0, Map.of(), Map.of(), List.of());
    }

    /// What the file says, or a fresh start when there is none.
    static RunState of(Path file, long seed) throws IOException {
        return Files.exists(file)
                ? Json.read(Files.readAllBytes(file), RunState.class)
                : fresh(seed);
    }

    long nextSeed() {
        return seed + rounds;
    }

    int faultCount() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// With one more round.
    RunState with(Round round) {
        Map<String, Integer> allFaults = new TreeMap<>(faults);
        round.faults().forEach(kind -> allFaults.merge(kind, 1, Integer::sum));
        Map<String, List<Long>> allRecoveries = new TreeMap<>(recoveries);
        for (Recovery recovery : round.recoveries()) {
            allRecoveries.merge(
                    recovery.fault().name(),
                    List.of(recovery.took().toMillis()),
                    (before, one) -> Stream.concat(before.stream(), one.stream()).toList());
        }
        List<String> allFindings = new ArrayList<>(findings);
        round.findings().forEach(one -> allFindings.add("seed %d: %s".formatted(nextSeed(), one)));
        return new RunState(
                seed,
                rounds + 1,
                millis + round.millis(),
                messages + round.messages(),
                changes + round.changes(),
                allFaults,
                allRecoveries,
                allFindings);
    }

    /// What one round showed.
    record Round(
            long millis,
            long messages,
            long changes,
            List<String> faults,
            List<Recovery> recoveries,
            List<String> findings) {}

    /// Writes the state, and the report beside it, so that there is always a whole one.
    void keep(Path file) {
        try {
            write(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this));
            write(file.resolveSibling("report.md"), report());
        } catch (IOException e) {
            throw new UncheckedIOException("the state of the run cannot be kept", e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// For people.
    String report() {
        StringBuilder text = new StringBuilder();
        text.append(
                """
                %d rounds in %.1f min, seeds %d to %d: %d faults, %d acknowledged messages, %d changes of messages, %d findings.

                | fault | times | all as before: median | longest |
                |---|---|---|---|
                """
                        .formatted(
                                rounds,
                                millis / 60_000.0,
                                seed,
                                nextSeed() - 1,
                                faultCount(),
                                messages,
                                changes,
                                findings.size()));
        faults.forEach((kind, count) ->
                text.append(
                        "| %s | %d | %s |%n"
                                .formatted(
                                        kind,
                                        count,
                                        recovery(recoveries.getOrDefault(kind, List.of())))));
        findings.forEach(finding -> text.append("%n- %s%n".formatted(finding)));
        return text.toString();
    }

    private static String recovery(List<Long> millis) {
        if (millis.isEmpty()) {
            return "| ";
        }
        List<Long> sorted = millis.stream().sorted().toList();
        return "%.1f s | %.1f s"
                .formatted(
                        sorted.get(sorted.size() / 2) / 1000.0, Collections.max(sorted) / 1000.0);
    }
}
