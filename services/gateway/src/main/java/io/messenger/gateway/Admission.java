package io.messenger.gateway;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.gateway.socket.Refusal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// How many sockets attach at once, and how many more wait for it. Beyond, a device is told when to
/// come back, instead of making it slower for all until nobody gets in.
///
/// Threads share it.
final class Admission {
    /// Shorter than the time a socket has to authenticate.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Semaphore places;
    private final AtomicInteger present = new AtomicInteger();
    private final Appointments appointments = new Appointments(System::nanoTime);
    private final int most;

    /// @param atOnce how many attach at once
    /// @param waiting how many more may wait
    Admission(int atOnce, int waiting) {
        this.places = new Semaphore(atOnce, true);
        this.most = atOnce + waiting;
    }

    /// Waits for a place, to be given back by [#leave].
    ///
    /// @throws ApiException `unavailable`, with the time after which to come back
    void enter() throws InterruptedException {
        boolean entered = false;
        try {
            entered =
                    present.incrementAndGet() <= most
                            && places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!entered) {
                present.decrementAndGet();
            }
        }
        if (!entered) {
            throw ApiException.later(
                    ErrorCode.UNAVAILABLE,
                    "Too many devices come back at once.",
                    appointments.next());
        }
    }

    void leave() {
        places.release();
        present.decrementAndGet();
        appointments.letIn();
    }

    /// Refuses a handshake while so many wait that its socket would hardly get a place.
    Optional<Refusal> check() {
        return present.get() < most
                ? Optional.empty()
                : Optional.of(
                        Refusal.unavailable(
                                "Too many devices come back at once", appointments.next()));
    }
}
