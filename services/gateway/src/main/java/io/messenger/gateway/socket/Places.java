package io.messenger.gateway.socket;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who holds sockets: counted by client address, and strangers, who have not authenticated, apart,
/// since it costs nothing to be one. Thread-safe.
final class Places {
    private static final Refusal TOO_MANY =
            new Refusal(429, "Too many sockets from this address", Duration.ofSeconds(10));
    private static final Refusal CROWDED =
            Refusal.unavailable("Too many sockets are authenticating now", Duration.ofSeconds(2));

    private final PlaceLimits limits;
    private final Map<String, Held> byAddress = new HashMap<>();
    private int strangers;

    Places(PlaceLimits limits) {
        this.limits = limits;
    }

    /// What one address holds.
    private record Held(int sockets, int strangers) {
        Held plus(int moreSockets, int moreStrangers) {
            return new Held(sockets + moreSockets, strangers + moreStrangers);
        }
    }

    /// Takes a stranger's place. Without an address it counts among all strangers only.
    synchronized Optional<Refusal> enter(@Nullable String address) {
        if (strangers >= limits.strangers()) {
            return Optional.of(CROWDED);
        }
        if (address != null) {
            Held held = byAddress.getOrDefault(address, new Held(0, 0));
            if (held.sockets() >= limits.perAddress()
                    || held.strangers() >= limits.strangersPerAddress()) {
                return Optional.of(TOO_MANY);
            }
        }
        change(address, 1, 1);
        return Optional.empty();
    }

    /// The stranger authenticated.
    synchronized void known(@Nullable String address) {
        change(address, 0, -1);
    }

    synchronized void leave(@Nullable String address, boolean stranger) {
        change(address, -1, stranger ? -1 : 0);
    }

    synchronized int strangers() {
        return strangers;
    }

    private void change(@Nullable String address, int sockets, int more) {
        strangers += more;
        if (address != null) {
            byAddress.merge(
                    address,
                    new Held(sockets, more),
                    (held, _) -> {
                        Held now = held.plus(sockets, more);
                        return now.sockets() == 0 ? null : now;
                    });
        }
    }
}
