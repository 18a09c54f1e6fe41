package io.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// One server process: its output goes to `logs/<name>.log`, its identity to `run/<name>.pid` for
/// the next start.
final class Child {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(10);

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// Starts the command; the log of the run before is kept as `<name>.log.1`.
    static Child start(String name, DataFolder folder, List<String> command) {
        Path log = folder.sub("logs").resolve(name + ".log");
        try {
            if (Files.exists(log)) {
                Path before = log.resolveSibling(name + ".log.1");
                Files.move(log, before, StandardCopyOption.REPLACE_EXISTING);
            }
            Process process =
                    Spawner.start(
                            new ProcessBuilder(command)
                                    .directory(folder.path().toFile())
                                    .redirectErrorStream(true)
                                    .redirectOutput(log.toFile()));
            Orphan.remember(folder, name, process.toHandle());
            return new Child(name, process, log);
        } catch (IOException e) {
            throw new StackException("%s cannot be started: %s".formatted(name, e), e);
        }
    }

    long pid() {
        return process.pid();
    }

    /// Whether this number is the process or one below it.
    boolean isOrHas(long number) {
        return pid() == number || process.descendants().anyMatch(child -> child.pid() == number);
    }

    /// Waits until `ready` says so.
    ///
    /// @throws StackException with the end of its log, when the process ends or is not ready in
    ///   time
    void await(BooleanSupplier ready) {
        Instant end = Instant.now().plus(READY_WITHIN);
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new StackException("%s did not start. %s".formatted(name, logTail()));
            }
            if (Instant.now().isAfter(end)) {
                kill();
                throw new StackException(
                        "%s was not ready in %s s. %s"
                                .formatted(name, READY_WITHIN.toSeconds(), logTail()));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /// Whether its log has this text.
    boolean hasLogged(String text) {
        try {
            return Files.readString(log).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    /// SIGKILL to the process and all its own children.
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        waitFor(STOP_WITHIN);
        children.forEach(child -> Signals.awaitEnd(child, STOP_WITHIN));
    }

    /// Sends a signal (`INT`, `TERM`) and waits; kills what does not end.
    void stop(String signal) {
        if (process.isAlive()) {
            Signals.send(signal, process.toHandle());
            if (!waitFor(STOP_WITHIN)) {
                kill();
            }
        }
    }

    private boolean waitFor(Duration time) {
        try {
            return process.waitFor(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> last = lines.subList(Math.max(0, lines.size() - 8), lines.size());
            return "Its log %s ends with:\n  %s".formatted(log, String.join("\n  ", last));
        } catch (IOException e) {
            return "Its log %s cannot be read: %s".formatted(log, e);
        }
    }
}
