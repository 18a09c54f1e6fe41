package io.messenger.embedded;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Starts all child processes from one thread that never ends: Linux sends a child its "parent
/// died" signal when the *thread* that made it ends, not when the process does. That is why it is
/// the one static thread of this module.
final class Spawner {
    private static final ExecutorService THREAD =
            Executors.newSingleThreadExecutor(
                    task -> Thread.ofPlatform().daemon().name("spawner").unstarted(task));

    private Spawner() {}

    static Process start(ProcessBuilder command) throws IOException {
        try {
            return THREAD.submit(command::start).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
