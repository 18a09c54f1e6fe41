package io.messenger.proof;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// When each message is due: at a fixed rate whatever comes back, on a grid of milliseconds. Until
/// then the rate rises evenly, since a server that has just started is as slow as it will never be
/// again.
///
/// @param start of the first one, by [System#nanoTime]
/// @param rate messages per second
/// @param rise how long the rate rises, in seconds
record Schedule(long start, int rate, int rise) {
    long due(int number) {
        double rising = rate * (double) rise / 2;
        double seconds =
                number < rising
                        ? Math.sqrt(2.0 * number * rise / rate)
                        : rise + (number - rising) / rate;
        return start + TimeUnit.MILLISECONDS.toNanos((long) (seconds * 1000));
    }

    /// How many messages are due within that time, which is longer than the rate rises.
    int within(Duration time) {
        return Math.toIntExact((long) (rate * (time.toSeconds() - rise / 2.0)));
    }
}
