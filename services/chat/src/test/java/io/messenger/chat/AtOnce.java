package io.messenger.chat;

import io.messenger.testing.ApiAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Requests that several send at once.
final class AtOnce {
    private AtOnce() {}

    /// One of them.
    interface Sent {
        ApiAnswer by(int i);
    }

    static List<ApiAnswer> send(int count, Sent request) throws Exception {
        List<Callable<ApiAnswer>> calls =
                IntStream.range(0, count)
                        .<Callable<ApiAnswer>>mapToObj(i -> () -> request.by(i))
                        .toList();
        List<ApiAnswer> answers = new ArrayList<>();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<ApiAnswer> answer : all.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
