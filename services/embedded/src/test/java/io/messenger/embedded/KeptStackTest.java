package io.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStackTest {
    @TempDir private Path folder;

    @Test
    void dataIsStillThereAtTheNextStart() throws Exception {
        try (LocalStack stack = LocalStack.start(StackOptions.keptIn(folder))) {
            Conversation talk = new Conversation(stack);
            talk.sql("CREATE TABLE letters AS SELECT 'row' AS word");
            talk.makeTopic("letters");
            talk.produce("letters", "record");
            talk.set("letter", "value");
            assertThat(talk.sql("SHOW fsync")).isEqualTo("on");
            assertThat(talk.sql("SHOW synchronous_commit")).isEqualTo("on");
        }
        try (LocalStack stack = LocalStack.start(StackOptions.keptIn(folder))) {
            Conversation talk = new Conversation(stack);
            assertThat(talk.sql("SELECT word FROM letters")).isEqualTo("row");
            assertThat(talk.consume("letters", "readers", 1)).containsExactly("record");
            assertThat(talk.get("letter")).isEqualTo("value");
        }
    }

    @Test
    void twoFoldersRunSideBySideAndOneFolderRunsOnce() throws Exception {
        try (LocalStack one = LocalStack.start(StackOptions.keptIn(folder));
                LocalStack two = LocalStack.throwAway()) {
            new Conversation(one).set("who", "one");
            new Conversation(two).set("who", "two");
            assertThat(new Conversation(one).get("who")).isEqualTo("one");
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> LocalStack.start(StackOptions.keptIn(folder)))
                    .withMessageContaining("in use by another run")
                    .withMessageContaining(folder.toString());
            assertThat(new Conversation(one).get("who")).isEqualTo("one");
        }
    }

    @Test
    void eachPartIsToldWhenItIsReady() {
        List<String> lines = new CopyOnWriteArrayList<>();
        StackOptions options = StackOptions.keptIn(folder).withProgress(lines::add);
        LocalStack.start(options.thrownAway()).close();
        assertThat(lines)
                .hasSize(3)
                .anyMatch(line -> line.startsWith("PostgreSQL ready"))
                .anyMatch(line -> line.startsWith("Kafka ready"))
                .anyMatch(line -> line.startsWith("Redis ready"));
        assertThat(folder).doesNotExist();
    }

    /// A default container refuses user namespaces, even to root.
    @Test
    void rootWithoutUserNamespacesRunsPostgresAsNobody() throws Exception {
        assumeTrue(ThisUser.isRoot(), "only root has this trouble");
        Tools all = Tools.onPath();
        Tools noNamespaces =
                new Tools(command -> !command.contains("unshare") && all.works().apply(command));
        // JUnit's own folder is closed to other users.
        Path open = DataFolder.temporary();
        StackOptions options = StackOptions.keptIn(open);
        try (LocalStack stack = LocalStack.start(options, noNamespaces)) {
            var postgres = ProcessHandle.of(stack.postgres().pid()).orElseThrow();
            assertThat(postgres.info().user()).hasValue("nobody");
            new Conversation(stack).sql("CREATE TABLE letters AS SELECT 'row' AS word");
        }
        try (LocalStack stack = LocalStack.start(options.thrownAway())) {
            assertThat(new Conversation(stack).sql("SELECT word FROM letters")).isEqualTo("row");
            assertThat(Files.getAttribute(open.resolve("postgres/data"), "unix:uid")).isEqualTo(0);
        }
    }
}
