package io.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KilledRunTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void serversDieWithTheirRunAndTheNextStartHasAllData() throws Exception {
        OtherRun run = OtherRun.start(folder, true);
        run.kill();
        assertThat(run.servers()).allMatch(server -> Signals.awaitEnd(server, SOON));
        assertAllDataIsThere();
    }

    @Test
    void theNextStartStopsServersThatOutlivedTheirRunAndHasAllData() throws Exception {
        OtherRun run = OtherRun.start(folder, false);
        run.kill();
        assertThat(run.servers()).allMatch(ProcessHandle::isAlive);
        assertAllDataIsThere();
        assertThat(run.servers()).noneMatch(Signals::lives);
    }

    private void assertAllDataIsThere() throws Exception {
        try (LocalStack stack = LocalStack.start(StackOptions.keptIn(folder))) {
            Conversation talk = new Conversation(stack);
            assertThat(talk.sql("SELECT word FROM left_here")).isEqualTo("row");
            assertThat(talk.consume("left-here", "finders", 1)).containsExactly("record");
            assertThat(talk.get("left-here")).isEqualTo("value");
        }
    }
}
