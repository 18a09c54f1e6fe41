package io.messenger.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Does much, a few at a time.
final class Together {
    private static final int AT_ONCE = 16;

    private Together() {}

    interface Task<T> {
        T of(int number) throws IOException, InterruptedException;
    }

    /// @return what came of each, in order
    /// @throws IOException what the first of them threw
    static <T> List<T> each(int count, Task<T> task) throws IOException, InterruptedException {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<T>> begun = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                begun.add(threads.submit(() -> task.of(number)));
            }
            try {
                List<T> all = new ArrayList<>();
                for (Future<T> one : begun) {
                    all.add(one.get());
                }
                return all;
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw new IOException(e.getCause());
            }
        }
    }
}
