package io.messenger.proof.judge;

import static io.messenger.proof.judge.Story.ANN;
import static io.messenger.proof.judge.Story.BEN;
import static io.messenger.proof.judge.Story.CLEO;
import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ConnId;
import io.messenger.contracts.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What no client sees: who is registered, and how long a fault is felt.
final class OutsideTest {
    private static final Duration BUDGET = Duration.ofSeconds(20);

    private final Story story = new Story();

    @Test
    void theRegistryHasTheOpenSockets() {
        story.says(ANN, "one").goes(BEN).says(ANN, "two").comesBack(BEN).goes(CLEO);
        registered(ANN, BEN);
        assertClean();
    }

    @Test
    void whoIsNoneOfTheRunIsNotAskedFor() {
        story.goes(CLEO);
        registered(ANN, BEN);
        story.registry
                .orElseThrow()
                .add(
                        new Outside.Registered(
                                new UserId(new UUID(1, 1)), new ConnId(new UUID(2, 2))));
        assertClean();
    }

    @Test
    void anOpenSocketThatIsNotRegistered() {
        registered(ANN, BEN);
        assertFound(Rule.REGISTRY_IS_SOCKETS, story.socket(CLEO).toString());
    }

    @Test
    void aSocketThatIsOverAndRegistered() {
        registered(ANN, BEN, CLEO);
        story.goes(CLEO);
        assertFound(Rule.REGISTRY_IS_SOCKETS, "it is over");
    }

    private void registered(UserId... users) {
        List<Outside.Registered> registry = new ArrayList<>();
        for (UserId user : users) {
            registry.add(new Outside.Registered(user, story.socket(user)));
        }
        story.registry = Optional.of(registry);
    }

    @Test
    void allAreGivenInTimeWhatIsSaidAfterAFault() {
        story.says(ANN, "one");
        fault();
        story.waits(15_000).says(ANN, "two").waits(60_000).says(ANN, "three");
        assertClean();
        assertThat(Recovery.of(story.evidence()))
                .singleElement()
                .satisfies(one -> assertThat(one.took()).isBetween(seconds(15), seconds(16)));
    }

    @Test
    void oneDeviceIsGivenItTooLate() {
        fault();
        story.says(ANN, "two");
        story.log(BEN).removeLast();
        story.waits(25_000);
        story.push(BEN, story.history.get(1));
        assertFound(Rule.RECOVERED_IN_TIME, "device of " + BEN);
    }

    @Test
    void oneDeviceIsNeverGivenIt() {
        fault();
        story.goes(BEN).says(ANN, "two").waits(25_000).says(ANN, "three");
        assertFound(Rule.RECOVERED_IN_TIME, "device of " + BEN);
    }

    @Test
    void nothingIsAcknowledgedAfterAFault() {
        fault();
        story.sends(ANN, "two").waits(25_000).sends(BEN, "three");
        assertThat(story.verdict().broken()).containsExactly(Rule.RECOVERED_IN_TIME);
    }

    @Test
    void whoWantsToBeAwayIsNotWaitedFor() {
        fault();
        story.log(BEN).add(new Entry.Away(story.tick()));
        story.goes(BEN).says(ANN, "two").waits(25_000).says(ANN, "three");
        assertClean();
    }

    @Test
    void whoCameBackBeforeTheFaultIsWaitedFor() {
        story.log(BEN).add(new Entry.Away(story.tick()));
        story.goes(BEN);
        story.log(BEN).add(new Entry.Back(story.tick()));
        fault();
        story.says(ANN, "two").waits(25_000).says(ANN, "three");
        assertFound(Rule.RECOVERED_IN_TIME, "device of " + BEN);
    }

    @Test
    void theEndOfALogThatCameTooSoonTellsNothing() {
        fault();
        story.goes(BEN).says(ANN, "two").waits(5_000).says(ANN, "three");
        assertClean();
    }

    private void fault() {
        story.faults.add(new Outside.Fault("a fault", story.tick(), BUDGET));
        story.waits(1);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private void assertClean() {
        assertThat(story.verdict().toString()).isEmpty();
    }

    private void assertFound(Rule rule, String where) {
        assertThat(story.verdict().findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(rule);
                    assertThat(finding.toString()).contains(where);
                });
    }
}
