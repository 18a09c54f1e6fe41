package io.messenger.standalone;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.testing.Account;
import io.messenger.testing.Accounts;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Requests that never stop, to all services through the gateway: each must be answered well at its
/// first attempt. Two threads make them; others read.
final class SteadyRequests {
    private static final Duration PACE = Duration.ofMillis(20);

    /// Logins cost CPU on purpose.
    private static final Duration SLOW_PACE = Duration.ofMillis(500);

    private final URI door;
    private final Account anna;

    /// Logs in again and again, which ends the oldest of her sessions.
    private final Account carla;

    private final ChatId chat;
    private final AtomicInteger answered = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean quiet;

    SteadyRequests(URI door) {
        this.door = door;
        Accounts accounts = new Accounts(door);
        anna = accounts.create("anna");
        carla = accounts.create("carla");
        chat = WholeMessenger.directChat(door, anna, accounts.create("boris"));
        threads.add(Thread.startVirtualThread(this::read));
        threads.add(Thread.startVirtualThread(this::logIn));
    }

    private void read() {
        List<String> paths =
                List.of(
                        "/v1/users/me",
                        "/v1/chats",
                        "/v1/chats/" + chat,
                        "/v1/chats/" + chat + "/messages",
                        "/v1/auth/sessions");
        for (int i = 0; !quiet; i++) {
            request("GET", paths.get(i % paths.size()), null);
            LockSupport.parkNanos(PACE.toNanos());
        }
    }

    private void logIn() {
        Map<String, Object> group =
                Map.of("type", "group", "title", "One of many", "member_ids", List.of());
        while (!quiet) {
            try {
                Account _ = new Accounts(door).again(carla);
                answered.incrementAndGet();
            } catch (AssertionError | RuntimeException e) {
                failures.add("login: " + e);
            }
            request("POST", "/v1/chats", group);
            LockSupport.parkNanos(SLOW_PACE.toNanos());
        }
    }

    private void request(String method, String path, @Nullable Object body) {
        try {
            WholeMessenger.Answer answer =
                    WholeMessenger.call(
                            door,
                            method,
                            path,
                            anna,
                            body == null ? null : Json.bytes(body),
                            Map.of());
            if (answer.status() >= 300) {
                failures.add(method + " " + path + ": " + answer);
            }
        } catch (RuntimeException e) {
            failures.add(method + " " + path + ": " + e);
        }
        answered.incrementAndGet();
    }

    int answered() {
        return answered.get();
    }

    List<String> failures() {
        return failures;
    }

    /// Returns when the last one is answered.
    void stop() throws InterruptedException {
        quiet = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
