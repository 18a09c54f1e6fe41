package io.messenger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/// Runs small test classes with the extension in a JUnit engine of their own, and looks at how that
/// run ends.
class OpenApiCoverageTest {

    @Test
    void operationsThatNoClassSawAnsweredWithSuccessFailTheRun() {
        assertThat(
                        failuresOf(
                                CoverageSamples.ReadsPartly.class,
                                CoverageSamples.RefusedPartly.class))
                .contains("POST /v1/orders was never answered with success")
                .contains("DELETE /v1/orders/{id} was never answered with success")
                .doesNotContain("GET /v1/orders/{id} was");
    }

    @Test
    void classesThatTogetherExerciseAllOperationsPass() {
        assertThat(
                        failuresOf(
                                CoverageSamples.ReadsWholly.class,
                                CoverageSamples.WritesWholly.class))
                .isEmpty();
    }

    @Test
    void aRunOfChosenTestsOwesNothing() {
        assertThat(failuresOf(CoverageSamples.Chosen.class)).isEmpty();
    }

    @Test
    void findingsOfTheLintFailTheRunToo() {
        assertThat(failuresOf(CoverageSamples.Sloppy.class)).contains("Nobody is used by nothing");
    }

    private static String failuresOf(Class<?>... classes) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toList())
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
                .execute()
                .allEvents()
                .executions()
                .failed()
                .stream()
                .map(failed -> failed.getTerminationInfo().getExecutionResult())
                .map(TestExecutionResult::getThrowable)
                .map(failure -> failure.orElseThrow().getMessage())
                .collect(Collectors.joining("\n"));
    }
}
