package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.proof.judge.Rule;
import io.messenger.proof.judge.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// A judge that finds nothing proves nothing: here it has to find something, each time another
/// defect, in conversations on the real messenger.
class SeededFaultsTest {
    private static final int AT_ONCE = 8;
    private static final int AT_LEAST = 20;

    static final List<SeededFault> FAULTS = SeededFault.all().toList();

    private static final Map<String, Verdict> VERDICTS = new ConcurrentHashMap<>();

    @BeforeAll
    static void play() throws Exception {
        try (ExecutorService stages = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> played =
                    FAULTS.stream()
                            .<Future<?>>map(fault -> stages.submit(() -> play(fault)))
                            .toList();
            for (Future<?> one : played) {
                one.get();
            }
        }
    }

    private static Verdict play(SeededFault fault) throws Exception {
        try (SeededScene scene = new SeededScene()) {
            Verdict verdict = scene.play(fault);
            VERDICTS.put(fault.name(), verdict);
            return verdict;
        }
    }

    @ParameterizedTest
    @FieldSource("FAULTS")
    void theJudgeFinds(SeededFault fault) {
        Verdict verdict = Objects.requireNonNull(VERDICTS.get(fault.name()));
        assertThat(verdict.broken()).as("%s", verdict).contains(fault.breaks());
    }

    @Test
    void withoutAFaultItFindsNothing() throws Exception {
        SeededFault none = SeededFault.behind("none", Rule.STORED_ONCE, LogFaults::repeat);
        assertThat(play(none).toString()).isEmpty();
    }

    @Test
    void withoutAFaultItFindsNothingOfWhoJoinsLaterEither() throws Exception {
        SeededFault none = SeededFault.behind("none", Rule.STORED_ONCE, scene -> scene.fayJoins());
        assertThat(play(none).toString()).isEmpty();
    }

    @Test
    void eachRuleIsBrokenByOneAtLeast() {
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        FAULTS.forEach(fault -> broken.add(fault.breaks()));
        assertThat(broken).containsExactly(Rule.values());
        assertThat(FAULTS).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    }

    @Test
    void thePageNamesThemAll() throws IOException {
        String page = Files.readString(House.root().resolve("docs/reliability.md"));
        assertThat(FAULTS)
                .allSatisfy(fault ->
                        assertThat(page)
                                .contains("| %s |".formatted(fault.name()))
                                .contains("`" + fault.breaks() + "`"));
    }
}
