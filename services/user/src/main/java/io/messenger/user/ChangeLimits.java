package io.messenger.user;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.UserId;
import io.messenger.platform.Attempts;
import io.messenger.platform.Database;
import io.messenger.platform.Settings;
import java.time.Clock;
import java.time.Duration;

/// How often users change what others are told of: a change goes to thousands, and a picture costs
/// a tenth of a second of work. The limits hold over all instances.
record ChangeLimits(Attempts changes, Attempts pictures) {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST = 1_000_000;

    static ChangeLimits of(Settings settings, Database database, Clock clock) {
        return new ChangeLimits(
                new Attempts(
                        database,
                        new Attempts.Limit(
                                "change",
                                settings.number("limits.changes-per-hour", 1, MOST),
                                WINDOW,
                                "You change your profile too often."),
                        clock),
                new Attempts(
                        database,
                        new Attempts.Limit(
                                "picture",
                                settings.number("limits.pictures-per-hour", 1, MOST),
                                WINDOW,
                                "You change your picture too often."),
                        clock));
    }

    /// Counts a change of the profile or the settings.
    ///
    /// @throws ApiException `rate_limited` with the time until there may be one
    void change(UserId user) {
        changes.take(user.toString());
    }

    /// Counts an upload of a picture.
    ///
    /// @throws ApiException `rate_limited` with the time until there may be one
    void picture(UserId user) {
        pictures.take(user.toString());
    }
}
