package io.messenger.gateway.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The allowances of those who spoke lately: who is silent until their buckets are full again is
/// forgotten, so memory follows the traffic and not the number of names. Threads share it.
///
/// @param <K> who is limited: a user, an address
public final class Allowances<K> {
    private static final long SWEEP_NANOS = 5_000_000_000L;

    private final Rate frames;
    private final Rate sends;
    private final Map<K, Allowance> allowances = new ConcurrentHashMap<>();
    private final AtomicLong sweepAt;

    /// @param now the clock of all calls, as `System::nanoTime`
    public Allowances(Rate frames, Rate sends, long now) {
        this.frames = frames;
        this.sends = sends;
        this.sweepAt = new AtomicLong(now + SWEEP_NANOS);
    }

    /// How much of `sends` is allowed.
    public Rate sends() {
        return sends;
    }

    /// Takes one frame; 0, or the nanoseconds to wait.
    public long frame(K who, long now) {
        return of(who, now).frames().take(frames, now);
    }

    /// Takes one send; 0, or the nanoseconds to wait.
    public long send(K who, long now) {
        return of(who, now).sends().take(sends, now);
    }

    /// Gives back a send that was not made.
    public void unsend(K who, long now) {
        of(who, now).sends().give(sends);
    }

    /// How many are remembered.
    public int size() {
        return allowances.size();
    }

    private Allowance of(K who, long now) {
        long due = sweepAt.get();
        if (now - due >= 0 && sweepAt.compareAndSet(due, now + SWEEP_NANOS)) {
            allowances.values().removeIf(allowance -> allowance.untouched(now));
        }
        Allowance known = allowances.get(who);
        return known != null ? known : allowances.computeIfAbsent(who, _ -> new Allowance(now));
    }
}
