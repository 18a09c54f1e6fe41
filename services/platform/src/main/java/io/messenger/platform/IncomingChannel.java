package io.messenger.platform;

import io.helidon.messaging.Channel;
import io.helidon.messaging.Messaging;
import io.helidon.messaging.connectors.kafka.KafkaMessage;
import io.helidon.messaging.connectors.kafka.KafkaPublisher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One life of an incoming channel of Helidon Messaging: from its making to its end, which is
/// silent but for [#awaitEnd].
final class IncomingChannel implements Flow.Subscriber<Message<byte[]>>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IncomingChannel.class);

    /// The pause between two polls; Helidon's default of 100 ms is the delay of every record.
    private static final long PERIOD_MILLIS = 1;

    private final String topic;
    private final StateSubscriber.Handler handler;
    private final ScheduledExecutorService poller =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("state-poller").factory());
    private final KafkaPublisher<byte[], byte[]> connector;
    private final Messaging messaging;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    IncomingChannel(Kafka kafka, String topic, String group, StateSubscriber.Handler handler) {
        this.topic = topic;
        this.handler = handler;
        Channel<byte[]> channel = Channel.create(topic);
        // Offsets are committed by the consumer itself: Helidon would keep every record in memory
        // until it is acknowledged. Bytes always deserialise; what they mean is the handler's part.
        connector =
                KafkaPublisher.<byte[], byte[]>builder()
                        .consumerSupplier(() -> kafka.follower(group))
                        .topics(List.of(topic))
                        .autoCommit(true)
                        .periodExecutions(PERIOD_MILLIS)
                        .scheduler(poller)
                        .build();
        messaging =
                Messaging.builder().publisher(channel, connector).subscriber(channel, this).build();
    }

    void open() {
        messaging.start();
    }

    /// Waits until the channel ends, whatever the reason.
    ///
    /// @throws ExecutionException always, in the end, with the reason
    void awaitEnd() throws InterruptedException, ExecutionException {
        end.get();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Message<byte[]> message) {
        try {
            handler.handle(key(message), message.getPayload());
        } catch (Exception e) {
            LOG.error("a record of {} could not be handled and is skipped", topic, e);
        }
    }

    private static String key(Message<byte[]> message) {
        if (message instanceof KafkaMessage<?, ?> record
                && record.getKey().orElse(null) instanceof byte[] key) {
            return new String(key, StandardCharsets.UTF_8);
        }
        return "";
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.completeExceptionally(new IllegalStateException("it was completed"));
    }

    @Override
    public void close() {
        poller.shutdown();
        connector.stop();
        messaging.stop();
    }
}
