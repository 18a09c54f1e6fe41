package io.messenger.proof;

import io.messenger.contracts.DeviceId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Users who log in all the time, each again as soon as the last answer came: as many logins as the
/// messenger lets through. Threads share it.
final class Logins implements AutoCloseable {
    private final Door door;
    private final List<String> usernames;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean over;

    private Logins(Door door, List<String> usernames) {
        this.door = door;
        this.usernames = usernames;
    }

    /// Registers the users; they log in from [#begin] on.
    static Logins of(Door door, int users) throws IOException, InterruptedException {
        List<String> usernames = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            usernames.add(door.registered());
        }
        return new Logins(door, usernames);
    }

    /// What came of them so far.
    record Counts(long done, long refused) {}

    Counts counts() {
        return new Counts(done.get(), refused.get());
    }

    void begin() {
        usernames.forEach(
                username -> threads.add(Thread.startVirtualThread(() -> logIn(username))));
    }

    private void logIn(String username) {
        DeviceId device = new DeviceId(UUID.randomUUID());
        while (!over) {
            try {
                door.login(username, device);
                done.incrementAndGet();
            } catch (IOException e) {
                refused.incrementAndGet();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(Thread::interrupt);
    }
}
