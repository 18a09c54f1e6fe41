package io.messenger.platform;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// What one instance of a service counts and measures, with what its virtual machine does: shown in
/// Prometheus' format at `/observe/metrics` of its management port. Instances in one virtual
/// machine keep apart, which Helidon's own registry, one for the process, cannot do.
///
/// Names are in Prometheus' form without the suffix, which is added: a counter `messenger_frames`
/// is shown as `messenger_frames_total`, a timer `messenger_commit` as `messenger_commit_seconds`.
/// Making a meter takes a look-up, so it is made once and kept; using it takes nanoseconds. Threads
/// share it and its meters.
public final class Meters implements AutoCloseable {
    /// From a write that costs next to nothing to one to a database that is hardly there.
    private static final Duration[] TIMES =
            IntStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000)
                    .mapToObj(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private static final double[] SIZES = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<LongSupplier> asked = new CopyOnWriteArrayList<>();
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /// Begins with those of the virtual machine and the process.
    public Meters() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /// Something that only grows.
    ///
    /// @param tags names and values by turns, as with all others
    public Counter counter(String name, String help, String... tags) {
        return Counter.builder(name).description(help).tags(tags).register(registry);
    }

    /// Something that only grows and is counted elsewhere; asked as a gauge is.
    public void total(String name, String help, LongSupplier value, String... tags) {
        // The registry itself would forget it.
        asked.add(value);
        FunctionCounter.builder(name, value, LongSupplier::getAsLong)
                .description(help)
                .tags(tags)
                .register(registry);
    }

    /// Something that is asked when somebody looks; it must answer at once and from any thread.
    public void gauge(String name, String help, Supplier<Number> value, String... tags) {
        Gauge.builder(name, value).description(help).tags(tags).register(registry);
    }

    /// How long something takes, in buckets from a millisecond to ten seconds.
    public Timer timer(String name, String help, String... tags) {
        return Timer.builder(name)
                .description(help)
                .tags(tags)
                .serviceLevelObjectives(TIMES)
                .register(registry);
    }

    /// How many there are at once, in buckets from one to five thousand.
    public DistributionSummary sizes(String name, String help, String... tags) {
        return DistributionSummary.builder(name)
                .description(help)
                .tags(tags)
                .serviceLevelObjectives(SIZES)
                .register(registry);
    }

    /// All of them in Prometheus' text format, version 0.0.4.
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
