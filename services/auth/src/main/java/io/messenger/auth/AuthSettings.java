package io.messenger.auth;

import io.messenger.platform.Attempts;
import io.messenger.platform.Database;
import io.messenger.platform.Keys;
import io.messenger.platform.Meters;
import io.messenger.platform.Settings;
import io.messenger.platform.Tokens;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/// Parts of the auth service as its settings want them.
record AuthSettings(Settings settings, Clock clock) {
    private static final int MANY = 1_000_000;
    private static final int LANES = 1;

    AccessTokens tokens(KeyRing keys) {
        return new AccessTokens(
                keys::current,
                settings.required("auth.issuer"),
                settings.required("auth.audience"),
                settings.duration("token.life"),
                clock);
    }

    KeyRing keys(Database database, Meters meters) {
        Path file = Path.of(settings.required("token.key-file"));
        return new KeyRing(
                KeyFile.load(file, settings.flag("token.create-key")),
                new KeyRing.Rotation(
                        file,
                        settings.duration("token.key-watch"),
                        settings.duration("token.key-ahead")),
                database,
                clock,
                meters);
    }

    /// Checks our own tokens by our own keys, without asking ourselves over HTTP.
    Tokens checker(Keys keys) {
        return new Tokens(
                keys, settings.required("auth.issuer"), settings.required("auth.audience"), clock);
    }

    Sessions.Limits sessions() {
        return new Sessions.Limits(
                settings.duration("session.idle"), settings.number("session.most", 1, 100));
    }

    PasswordHasher hasher(SecureRandom random, Meters meters) {
        Argon2 cost =
                new Argon2(
                        settings.number("password.memory-kib", 7 * 1024, 1024 * 1024),
                        settings.number("password.passes", 1, 100),
                        LANES);
        return new PasswordHasher(cost, hashing(), random, meters);
    }

    private PasswordHasher.Bounds hashing() {
        int set = settings.number("password.hashing", 0, 64);
        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new PasswordHasher.Bounds(
                set == 0 ? half : set,
                settings.number("password.waiting", 1, 10_000),
                settings.duration("password.patience"));
    }

    Logins logins(Database database, PasswordHasher hasher, Codes codes) {
        return new Logins(
                database,
                hasher,
                failures(database, "username"),
                failures(database, "address"),
                codes);
    }

    /// How often codes of the second factor may be wrong.
    Attempts guesses(Database database) {
        return attempts(
                database,
                "code.user",
                "login.wrong-codes",
                "login.code-window",
                "Too many wrong codes.");
    }

    private Attempts failures(Database database, String of) {
        return attempts(
                database,
                "login." + of,
                "login.failures-per-" + of,
                "login.window",
                "Too many failed attempts.");
    }

    /// How many accounts may be made from one address.
    Attempts registrations(Database database) {
        return attempts(
                database,
                "register.address",
                "register.per-address",
                "register.window",
                "Too many accounts were made from your address.");
    }

    private Attempts attempts(
            Database database, String of, String most, String window, String refusal) {
        return new Attempts(
                database,
                new Attempts.Limit(
                        of, settings.number(most, 1, MANY), settings.duration(window), refusal),
                clock);
    }
}
