package io.messenger.auth;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.platform.Meters;
import io.micrometer.core.instrument.Timer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Hashes and checks passwords, a few at a time, so that logins can starve neither memory nor the
/// other work of the machine.
///
/// Threads share it. The work runs on platform threads: a tenth of a second of pure computing would
/// keep a carrier of virtual threads from everything else.
final class PasswordHasher implements AutoCloseable {
    private static final int SALT_BYTES = 16;
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final Argon2 cost;
    private final Bounds bounds;
    private final SecureRandom random;
    private final Timer timer;
    private final Semaphore places;
    private final ExecutorService workers;
    private final String decoy;

    /// How much work there may be.
    ///
    /// @param concurrent how many at once
    /// @param waiting how many requests may wait for their turn
    /// @param patience how long they do
    record Bounds(int concurrent, int waiting, Duration patience) {}

    /// @param cost of new hashes
    PasswordHasher(Argon2 cost, Bounds bounds, SecureRandom random, Meters meters) {
        this.cost = cost;
        this.bounds = bounds;
        this.random = random;
        this.timer = meters.timer("messenger_password", "hashing a password, to store or check it");
        this.places = new Semaphore(bounds.concurrent(), true);
        this.workers =
                Executors.newFixedThreadPool(
                        bounds.concurrent(),
                        Thread.ofPlatform().daemon().name("auth-password-", 1).factory());
        this.decoy = cost.hash(new Password(""), salt());
        meters.gauge(
                "messenger_password_waiting",
                "requests that wait for their password to be hashed",
                places::getQueueLength);
    }

    /// A hash to store.
    ///
    /// @throws ApiException `unavailable` when too many others wait
    String hash(Password password) {
        return work(() -> cost.hash(password, salt()));
    }

    /// Whether a stored hash costs what new ones cost.
    boolean isCurrent(String stored) {
        return Argon2.of(stored).equals(cost);
    }

    /// Whether the stored hash was made of this password. Without a stored hash it is false, after
    /// the same work, so that the time does not tell whether there is such a user.
    ///
    /// @throws ApiException `unavailable` when too many others wait
    boolean matches(Password password, @Nullable String stored) {
        boolean same = work(() -> Argon2.matches(password, stored == null ? decoy : stored));
        return same && stored != null;
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private <T> T work(Callable<T> work) {
        try {
            if (!turn()) {
                throw ApiException.later(
                        ErrorCode.UNAVAILABLE, "Too many people log in right now.", COME_BACK);
            }
            try {
                return workers.submit(() -> timer.recordCallable(work)).get();
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("The service is stopping.", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }

    /// The queue's length is an estimate, which is good enough for a bound.
    private boolean turn() throws InterruptedException {
        return places.getQueueLength() < bounds.waiting()
                && places.tryAcquire(bounds.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
