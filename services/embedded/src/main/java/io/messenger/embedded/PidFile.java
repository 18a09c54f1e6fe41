package io.messenger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A file that says which process was started: its number and when. The number alone proves
/// nothing: after a reboot it may be anybody's.
record PidFile(Path path) {
    /// How far the start times may differ that the system tells of one process, since its clock is
    /// corrected at times.
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    void write(ProcessHandle process) throws IOException {
        Instant started = process.info().startInstant().orElse(Instant.EPOCH);
        Files.writeString(path, process.pid() + " " + started);
    }

    /// The process, while it lives.
    Optional<ProcessHandle> find() {
        try {
            List<String> words = List.of(Files.readString(path).split(" "));
            Instant started = Instant.parse(words.getLast());
            return ProcessHandle.of(Long.parseLong(words.getFirst()))
                    .filter(Signals::lives)
                    .filter(process -> isSame(started, process.info().startInstant()));
        } catch (IOException | RuntimeException e) {
            // No file, or one that a crash cut short: nothing to find by it.
            return Optional.empty();
        }
    }

    private static boolean isSame(Instant written, Optional<Instant> told) {
        return told.filter(now -> Duration.between(written, now).abs().compareTo(TOLERANCE) < 0)
                .isPresent();
    }
}
