package io.messenger.standalone;

import io.messenger.proof.NamedValues;
import io.messenger.proof.judge.Evidence;
import io.messenger.proof.judge.Finding;
import io.messenger.proof.judge.Judge;
import io.messenger.proof.judge.Recovery;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Rounds of talk during which one fault after the other is done to the messenger, chosen by seed
/// from [LongFaults]; after each round the judge has all logs. A program, by `./messenger prove`.
/// It ends with 1 when there ever was a finding.
final class LongRun {
    private static final int FAULTS_A_ROUND = 5;
    private static final int MESSAGES = 20;

    private final Options options;
    private final Path file;
    private final List<LongFault> catalogue = LongFaults.all();

    /// @param faults as many, at least
    /// @param messages as many, at least
    /// @param minutes after so many no new round begins
    /// @param rate of messages and changes a second
    private record Options(int faults, int messages, int minutes, int rate, int seed, Path folder) {
        static Options parse(List<String> arguments) {
            NamedValues given = NamedValues.parse(arguments);
            Options options =
                    new Options(
                            given.number("faults", 1_000),
                            given.number("messages", 1_000_000),
                            given.number("minutes", 60 * 24),
                            given.number("rate", 60),
                            given.number("seed", 1),
                            Path.of(given.text("state").orElse("target/prove")));
            given.requireAllTaken();
            return options;
        }
    }

    private LongRun(Options options) throws IOException {
        this.options = options;
        file = Files.createDirectories(options.folder()).resolve("state.json");
    }

    public static void main(String[] arguments) throws Exception {
        RunState state = run(List.of(arguments));
        System.out.print(state.report());
        System.exit(state.findings().isEmpty() ? 0 : 1);
    }

    static RunState run(List<String> arguments) throws Exception {
        return new LongRun(Options.parse(arguments)).run();
    }

    private RunState run() throws Exception {
        RunState state = RunState.of(file, options.seed());
        Instant end = Instant.now().plus(Duration.ofMinutes(options.minutes()));
        while (!isEnough(state) && Instant.now().isBefore(end)) {
            try (Parts parts = new Parts()) {
                boolean sound = true;
                while (sound && !isEnough(state) && Instant.now().isBefore(end)) {
                    RunState.Round round = round(parts, state.nextSeed());
                    sound = round.findings().isEmpty();
                    state = state.with(round);
                    state.keep(file);
                    System.out.printf(
                            "round %d: %d faults, %d messages, %d findings%n",
                            state.rounds(),
                            state.faultCount(),
                            state.messages(),
                            state.findings().size());
                }
            }
        }
        return state;
    }

    private boolean isEnough(RunState state) {
        return state.faultCount() >= options.faults() && state.messages() >= options.messages();
    }

    /// What went wrong in a round that does not get to its end is a finding too.
    private RunState.Round round(Parts parts, long seed) {
        long begin = System.nanoTime();
        List<String> faults = new ArrayList<>();
        try {
            Evidence evidence = talked(parts, seed, faults);
            List<String> findings =
                    Judge.judge(evidence).findings().stream().map(Finding::toString).toList();
            return new RunState.Round(
                    millisSince(begin),
                    RunCounts.messages(evidence),
                    RunCounts.changes(evidence),
                    faults,
                    Recovery.of(evidence),
                    findings);
        } catch (Exception | AssertionError e) {
            e.printStackTrace();
            return new RunState.Round(
                    millisSince(begin), 0, 0, faults, List.of(), List.of("not ended: " + e));
        }
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    private Evidence talked(Parts parts, long seed, List<String> faults) throws Exception {
        Random random = new Random(seed);
        parts.heal();
        RegistryView registry = new RegistryView(URI.create(parts.stack().redisUri()));
        Duration pace = Duration.ofSeconds(1).dividedBy(options.rate());
        try (Talk talk = new Talk(parts.door(), registry, seed, pace)) {
            talk.goesOn(MESSAGES);
            talk.somebodyJoinsWhatIsOpen();
            talk.somebodyComesAndGoes();
            for (int i = 0; i < FAULTS_A_ROUND; i++) {
                LongFault fault = catalogue.get(random.nextInt(catalogue.size()));
                System.out.printf("  %s %s%n", Instant.now(), fault.kind());
                faults.add(fault.kind());
                talk.suffers(
                        fault.kind(), fault.budget(), () -> fault.deed().in(parts, talk, random));
                parts.heal();
                talk.goesOn(MESSAGES);
            }
            talk.somebodyComesAndGoes();
            return talk.evidence();
        }
    }
}
