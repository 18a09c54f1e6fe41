package io.messenger.proof;

import java.util.concurrent.TimeUnit;

/// When each message is due: at a fixed rate whatever comes back, on a grid of milliseconds.
///
/// @param start of the first one, by [System#nanoTime]
/// @param rate messages per second
record Schedule(long start, int rate) {
    long due(int number) {
        return start + TimeUnit.MILLISECONDS.toNanos(number * 1000L / rate);
    }
}
