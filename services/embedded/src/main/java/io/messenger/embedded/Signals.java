package io.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// How processes are told to end, and watched until they do.
final class Signals {
    private static final Duration POLL = Duration.ofMillis(10);

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
        Instant end = Instant.now().plus(time);
        while (lives(process)) {
            if (Instant.now().isAfter(end)) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }

    /// Whether it still runs. One that has ended, but whose parent never asks for its status, does
    /// not: in a container where nobody does, such an entry stays for ever.
    static boolean lives(ProcessHandle process) {
        return process.isAlive()
                && !isZombie(Path.of("/proc", String.valueOf(process.pid()), "stat"));
    }

    private static boolean isZombie(Path state) {
        try {
            String line = Files.readString(state);
            return line.startsWith(" Z", line.lastIndexOf(')') + 1);
        } catch (IOException e) {
            return false;
        }
    }
}
