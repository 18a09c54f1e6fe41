package io.messenger.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A server that outlived the run that started it. It has our port and our files, so it must go
/// before a new one comes. Who asks holds the folder's lock: no living run owns the process.
final class Orphan {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private Orphan() {}

    /// Writes down a process that was started.
    static void remember(DataFolder folder, String name, ProcessHandle process) throws IOException {
        file(folder, name).write(process);
    }

    /// Stops the process of an earlier run that was written down, if it still lives.
    static void stop(DataFolder folder, String name, String signal) {
        file(folder, name).find().ifPresent(process -> end(process, signal));
    }

    private static PidFile file(DataFolder folder, String name) {
        return new PidFile(folder.sub("run").resolve(name + ".pid"));
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
