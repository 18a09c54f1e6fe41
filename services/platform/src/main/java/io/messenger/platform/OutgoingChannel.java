package io.messenger.platform;

import io.helidon.messaging.Channel;
import io.helidon.messaging.Messaging;
import io.helidon.messaging.connectors.kafka.KafkaMessage;
import io.helidon.messaging.connectors.kafka.KafkaSubscriber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/// One life of an outgoing channel of Helidon Messaging: from its making to the first failed send,
/// after which it takes no more. One thread uses it.
final class OutgoingChannel
        implements Flow.Publisher<Message<byte[]>>, Flow.Subscription, AutoCloseable {
    /// How many records are on their way before the channel waits for Kafka; Helidon's default of
    /// five makes it 30 times slower.
    static final int IN_FLIGHT = 1000;

    /// Longer than the producer's own limit, so that this one only fires when something hangs.
    private static final long TIMEOUT_SECONDS = 20;

    private final Messaging messaging;
    private final Semaphore demand = new Semaphore(0);
    private final CompletableFuture<Void> death = new CompletableFuture<>();
    private Flow.@Nullable Subscriber<? super Message<byte[]>> subscriber;

    OutgoingChannel(Kafka kafka, String topic) {
        Channel<byte[]> channel = Channel.create(topic);
        // Made by hand and not by the connector, whose wrapping keeps a failed channel from being
        // completed, so that its producer would stay for ever.
        KafkaSubscriber<byte[], byte[]> connector =
                KafkaSubscriber.<byte[], byte[]>builder()
                        .producerSupplier(kafka::producer)
                        .topics(List.of(topic))
                        .backpressure(IN_FLIGHT)
                        .build();
        messaging =
                Messaging.builder().publisher(channel, this).subscriber(channel, connector).build();
    }

    void open() {
        messaging.start();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Message<byte[]>> to) {
        subscriber = to;
        to.onSubscribe(this);
    }

    @Override
    public void request(long n) {
        demand.release((int) Math.min(n, IN_FLIGHT));
    }

    @Override
    public void cancel() {
        death.complete(null);
    }

    /// Sends at most [#IN_FLIGHT] values by their keys, and waits until Kafka has them.
    ///
    /// @throws ExecutionException when the channel is dead; any of the values may have been sent
    /// @throws TimeoutException when it hangs
    void send(Map<String, byte[]> values)
            throws InterruptedException, ExecutionException, TimeoutException {
        AtomicInteger missing = new AtomicInteger(values.size());
        CompletableFuture<Void> all = new CompletableFuture<>();
        Runnable acknowledged =
                () -> {
                    if (missing.decrementAndGet() == 0) {
                        all.complete(null);
                    }
                };
        for (Map.Entry<String, byte[]> value : values.entrySet()) {
            next(value.getKey(), value.getValue(), acknowledged);
        }
        CompletableFuture.anyOf(all, death).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (!all.isDone()) {
            throw dead();
        }
    }

    private void next(String key, byte[] value, Runnable acknowledged)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!demand.tryAcquire(death.isDone() ? 0 : TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new TimeoutException("the channel takes no more");
        }
        Flow.Subscriber<? super Message<byte[]>> to = subscriber;
        if (to == null || death.isDone()) {
            throw dead();
        }
        to.onNext(
                KafkaMessage.of(
                        key.getBytes(StandardCharsets.UTF_8),
                        value,
                        () -> {
                            acknowledged.run();
                            return CompletableFuture.completedFuture(null);
                        }));
    }

    private static ExecutionException dead() {
        return new ExecutionException("Kafka took no more", null);
    }

    /// Ends it; completion makes Helidon close its producer.
    @Override
    public void close() {
        Flow.Subscriber<? super Message<byte[]>> to = subscriber;
        if (to != null) {
            to.onComplete();
        }
        messaging.stop();
    }
}
