package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A time to come that a client names.
final class GivenTime {
    /// What RFC 3339 and PostgreSQL can write.
    private static final Instant END = Instant.parse("9999-12-31T23:59:59.999Z");

    private GivenTime() {}

    /// A field with a time, cut to milliseconds; null when it is not there or null.
    ///
    /// @throws ApiException `bad_request` when it is no time, or none after `now`
    static @Nullable Instant after(Instant now, Fields body, String field) {
        if (!body.has(field)) {
            return null;
        }
        try {
            Instant time =
                    OffsetDateTime.parse(body.text(field))
                            .toInstant()
                            .truncatedTo(ChronoUnit.MILLIS);
            if (time.isAfter(now) && !time.isAfter(END)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Refused below, like a time that is over.
        }
        throw ApiException.badRequest(
                field, "\"" + field + "\" is a time to come, such as 2030-01-31T12:00:00Z.");
    }
}
