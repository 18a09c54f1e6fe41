package io.messenger.auth;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
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

    private final Duration patience;
    private final SecureRandom random;
    private final Semaphore places;
    private final ExecutorService workers;
    private final String decoy;

    /// @param concurrent how many at once
    /// @param patience how long a request waits for its turn
    PasswordHasher(int concurrent, Duration patience, SecureRandom random) {
        this.patience = patience;
        this.random = random;
        this.places = new Semaphore(concurrent, true);
        this.workers =
                Executors.newFixedThreadPool(
                        concurrent,
                        Thread.ofPlatform().daemon().name("auth-password-", 1).factory());
        this.decoy = Argon2.COST.hash(new Password(""), salt());
    }

    /// A hash to store.
    ///
    /// @throws ApiException `unavailable` when too many others wait
    String hash(Password password) {
        return work(() -> Argon2.COST.hash(password, salt()));
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
            if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ApiException.later(
                        ErrorCode.UNAVAILABLE,
                        "Too many people log in right now.",
                        Duration.ofSeconds(2));
            }
            try {
                return workers.submit(work).get();
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

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
