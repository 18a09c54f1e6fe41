package io.messenger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people are told when a stack cannot start.
class RefusalTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "Kafka", "Redis"})
    void aTakenPortIsNamedWithThePartThatWantedIt(String part) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, Ports.LOCAL)) {
            int taken = other.getLocalPort();
            StackOptions options =
                    StackOptions.keptIn(folder)
                            .withPorts(
                                    part.equals("PostgreSQL") ? taken : 0,
                                    part.equals("Kafka") ? taken : 0,
                                    part.equals("Redis") ? taken : 0);
            assertThatExceptionOfType(StackException.class)
                    .isThrownBy(() -> LocalStack.start(options))
                    .withMessageStartingWith(
                            "Port %d, meant for %s, is taken".formatted(taken, part));
        }
        assertThat(ProcessHandle.current().children()).noneMatch(this::isOfThisFolder);
    }

    @Test
    void aFullDiskIsNamedBeforeAnythingStarts() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> DataFolder.open(folder, false, Long.MAX_VALUE))
                .withMessageContaining("The disk of the data folder " + folder + " is full");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> LocalStack.start(StackOptions.keptIn(file.resolve("data"))))
                .withMessageContaining("cannot be written")
                .withMessageContaining("choose another folder");
    }

    private boolean isOfThisFolder(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(folder.toString());
    }
}
