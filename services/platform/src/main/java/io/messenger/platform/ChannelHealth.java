package io.messenger.platform;

import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Whether a channel lives and how often it had to be made anew, as methods and as the gauges
/// `messenger_channel_alive` and `messenger_channel_deaths`: Helidon's channels end without a word.
///
/// Threads share it.
final class ChannelHealth implements AutoCloseable {
    private final List<Tag> tags;
    private final AtomicInteger deaths = new AtomicInteger();
    private final List<Gauge<Integer>> gauges;
    private volatile boolean alive;

    ChannelHealth(Kafka kafka, String topic, String direction) {
        tags =
                List.of(
                        Tag.create("service", kafka.service()),
                        Tag.create("topic", topic),
                        Tag.create("direction", direction));
        gauges =
                List.of(
                        gauge("messenger_channel_alive", () -> alive ? 1 : 0),
                        gauge("messenger_channel_deaths", deaths::get));
    }

    private Gauge<Integer> gauge(String name, java.util.function.Supplier<Integer> value) {
        return Metrics.globalRegistry().getOrCreate(Gauge.builder(name, value).tags(tags));
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
        gauges.forEach(Metrics.globalRegistry()::remove);
    }
}
