package io.messenger.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Runs a command of this system to see whether it works here.
final class Trial {
    private Trial() {}

    /// Whether the program is on the path and answers 0.
    static boolean succeeds(List<String> command) {
        boolean there =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(
                                folder -> Files.isExecutable(Path.of(folder, command.getFirst())));
        try {
            return there && Spawner.start(quiet(command)).waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while trying " + command, e);
        }
    }

    private static ProcessBuilder quiet(List<String> command) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
}
