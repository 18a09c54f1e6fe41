package io.messenger.contracts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times on the wire: RFC 3339, UTC, always three digits of milliseconds.
public final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Times() {}

    /// `2026-11-22T12:00:00.123Z`; what is finer than a millisecond is cut off.
    public static String format(Instant time) {
        return FORMAT.format(time);
    }
}
