package io.messenger.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The parts being started side by side: either all of them run, or none is left.
final class Starts {
    private final Consumer<String> progress;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<? extends LocalPart>> begun = new ArrayList<>();
    private final Queue<LocalPart> running = new ConcurrentLinkedQueue<>();

    Starts(Consumer<String> progress) {
        this.progress = progress;
    }

    /// Starts it in the background; the supplier gives it after [#join].
    <T extends LocalPart> Supplier<T> begin(String name, Supplier<T> start) {
        long from = System.nanoTime();
        Future<T> task =
                threads.submit(() -> {
                    T part = start.get();
                    running.add(part);
                    progress.accept(ready(name, part.port(), System.nanoTime() - from));
                    return part;
                });
        begun.add(task);
        return task::resultNow;
    }

    /// Waits for all, and throws what the first of them threw.
    void join() {
        for (Future<? extends LocalPart> start : begun) {
            try {
                start.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof StackException told
                        ? told
                        : new StackException("The local stack did not start: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackException("The start of the local stack was interrupted.", e);
            }
        }
    }

    /// Waits until each has come up or failed, and stops those that came up.
    void undo() {
        threads.close();
        running.forEach(LocalPart::stop);
    }

    private static String ready(String name, int port, long nanos) {
        double seconds = Duration.ofNanos(nanos).toMillis() / 1e3;
        return String.format(Locale.ROOT, "%s ready on 127.0.0.1:%d (%.1f s)", name, port, seconds);
    }
}
