package io.messenger.platform;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether a channel lives and how often it had to be made anew: Helidon's channels end without a
/// word.
///
/// Threads share it.
final class ChannelHealth implements AutoCloseable {
    private final String[] tags;
    private final AtomicInteger deaths = new AtomicInteger();
    private volatile boolean alive;

    ChannelHealth(String topic, String direction) {
        this.tags = new String[] {"topic", topic, "direction", direction};
    }

    /// Shows both as gauges.
    void showIn(Meters meters) {
        meters.gauge(
                "messenger_channel_alive",
                "1 while the channel of this topic lives",
                () -> alive ? 1 : 0,
                tags);
        meters.gauge(
                "messenger_channel_deaths",
                "How often the channel of this topic had to be made anew",
                deaths::get,
                tags);
    }

    void born() {
        alive = true;
    }

    void died() {
        alive = false;
        deaths.incrementAndGet();
    }

    boolean alive() {
        return alive;
    }

    int deaths() {
        return deaths.get();
    }

    @Override
    public void close() {
        alive = false;
    }
}
