package io.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A server that outlived the run that started it. It has our port and our files, so it must go
/// before a new one comes. Who asks holds the folder's lock: no living run owns the process.
final class Orphan {
    /// How far the start times may differ that the system tells of one process, since its clock is
    /// corrected at times.
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private Orphan() {}

    /// Writes down a process that was started.
    static void remember(DataFolder folder, String name, ProcessHandle process) throws IOException {
        Instant started = process.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(file(folder, name), process.pid() + " " + started);
    }

    /// Stops the process of an earlier run that was written down, if it still lives.
    static void stop(DataFolder folder, String name, String signal) {
        find(file(folder, name)).ifPresent(process -> end(process, signal));
    }

    private static Path file(DataFolder folder, String name) {
        return folder.sub("run").resolve(name + ".pid");
    }

    /// The number alone proves nothing: after a reboot it may be anybody's.
    private static Optional<ProcessHandle> find(Path file) {
        try {
            List<String> words = List.of(Files.readString(file).split(" "));
            Instant started = Instant.parse(words.getLast());
            return ProcessHandle.of(Long.parseLong(words.getFirst()))
                    .filter(Signals::lives)
                    .filter(process -> isSame(started, process.info().startInstant()));
        } catch (IOException | RuntimeException e) {
            return Optional
                    .empty(); // No file, or one that a crash cut short: nothing to find by it.
        }
    }

    private static boolean isSame(Instant written, Optional<Instant> told) {
        return told.filter(now -> Duration.between(written, now).abs().compareTo(TOLERANCE) < 0)
                .isPresent();
    }

    private static void end(ProcessHandle process, String signal) {
        List<ProcessHandle> children = process.descendants().toList();
        Signals.send(signal, process);
        if (!Signals.awaitEnd(process, STOP_WITHIN)) {
            process.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            Signals.awaitEnd(process, STOP_WITHIN);
        }
    }
}
