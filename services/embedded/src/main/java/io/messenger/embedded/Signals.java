package io.messenger.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How processes are told to end, and watched until they do.
final class Signals {
    private Signals() {}

    /// Signals that Java cannot send itself (INT, QUIT); the shell's own `kill` is on every system.
    static void send(String signal, ProcessHandle process) {
        String kill = "kill -s %s %d".formatted(signal, process.pid());
        try {
            Spawner.start(new ProcessBuilder(List.of("/bin/sh", "-c", kill))).waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the process ends within this time.
    static boolean awaitEnd(ProcessHandle process, Duration time) {
        try {
            process.onExit().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
