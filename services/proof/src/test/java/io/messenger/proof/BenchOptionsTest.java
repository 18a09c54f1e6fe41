package io.messenger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// What can be typed behind `./messenger bench`.
final class BenchOptionsTest {
    static final List<String> NAMES = Scenario.NAMES;

    @Test
    void withoutAnythingDirectMessagesAreMeasured() {
        BenchOptions.Load load = parse().steps().getFirst().load();
        assertThat(load.scenario().talks()).containsExactly(Talk.direct(100, 2000));
        assertThat(parse().peer()).isEmpty();
    }

    @Test
    void severalRatesAreStepsAndTheLaterOnesNeedNoLongWarmUp() {
        List<BenchOptions.Step> steps = parse("--rate", "250,500", "--pairs", "7").steps();
        assertThat(steps)
                .extracting(step -> step.load().scenario().talks().getFirst())
                .containsExactly(Talk.direct(7, 250), Talk.direct(7, 500));
        assertThat(steps)
                .extracting(step -> step.span().warmUp())
                .containsExactly(Duration.ofSeconds(60), Duration.ofSeconds(15));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void eachScenarioHasItsNameAndSomethingIsSaidInIt(String name) {
        Scenario scenario = parse("--scenario", name).steps().getFirst().load().scenario();
        assertThat(scenario.name()).isEqualTo(name);
        assertThat(scenario.talks()).isNotEmpty().allMatch(talk -> talk.rate() > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "groups-10, 10, 10",
        "groups-100, 100, 100",
        "room-1000, 1000, 1000",
        "channel-10000, 10000, 1"
    })
    void aScenarioHasTheMembersOfItsNameAndReadersOfAChannelDoNotWrite(
            String name, int members, int writers) {
        Talk talk =
                parse("--scenario", name, "--rate", "3")
                        .steps()
                        .getFirst()
                        .load()
                        .scenario()
                        .talks()
                        .getFirst();
        assertThat(talk.members()).isEqualTo(members);
        assertThat(talk.writers()).isEqualTo(writers);
        assertThat(talk.rate()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "--scenario, party, there is no scenario party",
        "--rate, fast, --rate is no number",
        "--colour, red, unknown options [colour]"
    })
    void whatNobodyKnowsIsRefusedInASentence(String name, String value, String sentence) {
        assertThatThrownBy(() -> parse(name, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void pairsAreOfDirectMessagesAndPeersKnowNothingElse() {
        assertThatThrownBy(() -> parse("--scenario", "mixed", "--pairs", "3"))
                .hasMessageContaining("direct messages only");
        assertThatThrownBy(() -> parse("--peer", "ejabberd", "--scenario", "mixed"))
                .hasMessageContaining("direct messages only");
    }

    private static BenchOptions parse(String... arguments) {
        return BenchOptions.parse(List.of(arguments));
    }
}
