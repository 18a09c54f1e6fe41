package io.messenger.gateway;

import io.messenger.contracts.UserId;
import io.messenger.gateway.limits.Allowances;
import io.messenger.gateway.limits.Rate;
import io.messenger.platform.Settings;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How fast users, on all their sockets here together, and client addresses may speak. Sends are
/// all commands with a `client_msg_id`. Threads share it.
///
/// @param refusals how often one socket may be refused before it is closed
/// @param nanos the clock, as `System::nanoTime`
record RateLimits(
        Allowances<UserId> users, Allowances<String> addresses, Rate refusals, LongSupplier nanos) {

    /// The rates of `rates.…`.
    static RateLimits of(Settings settings, LongSupplier nanos) {
        long now = nanos.getAsLong();
        return new RateLimits(
                new Allowances<>(
                        rate(settings, "rates.user-frames"),
                        rate(settings, "rates.user-sends"),
                        now),
                new Allowances<>(
                        rate(settings, "rates.address-frames"),
                        rate(settings, "rates.address-sends"),
                        now),
                new Rate(1, settings.number("rates.refusals", 1, 100_000)),
                nanos);
    }

    private static Rate rate(Settings settings, String key) {
        int perSecond = settings.number(key, 1, 1_000_000);
        return new Rate(perSecond, perSecond * settings.number("rates.burst-seconds", 1, 100));
    }

    /// Takes one frame of a user; 0, or the nanoseconds to wait.
    ///
    /// @param address null when it is not counted
    long frame(UserId user, @Nullable String address) {
        long now = nanos.getAsLong();
        return Math.max(
                users.frame(user, now), address == null ? 0 : addresses.frame(address, now));
    }

    /// Takes one frame of somebody unknown.
    long frame(@Nullable String address) {
        return address == null ? 0 : addresses.frame(address, nanos.getAsLong());
    }

    /// Takes one send.
    long send(UserId user, @Nullable String address) {
        long now = nanos.getAsLong();
        long wait = users.send(user, now);
        if (wait > 0 || address == null) {
            return wait;
        }
        wait = addresses.send(address, now);
        if (wait > 0) {
            users.unsend(user, now);
        }
        return wait;
    }

    /// What `hello` promises.
    int sendsPerSecond() {
        return users.sends().perSecond();
    }
}
