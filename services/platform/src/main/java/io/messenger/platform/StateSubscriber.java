package io.messenger.platform;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a handler of state that other services publish, through an incoming channel of Helidon
/// Messaging, from now on. Each subscriber is told everything: it is a group of its own. Such a
/// channel ends silently at any failure; this one survives a handler that throws, and makes another
/// channel when it ends all the same. What is published in the first half second, or while a broker
/// restarts, may be missed: state heals by the next read.
///
/// One thread at a time calls the handler.
public final class StateSubscriber implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateSubscriber.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Kafka kafka;
    private final String topic;
    private final String group;
    private final Handler handler;
    private final ChannelHealth health;
    private final Thread supervisor;

    private StateSubscriber(Kafka kafka, String topic, Handler handler) {
        this.kafka = kafka;
        this.topic = topic;
        this.group = kafka.service() + "-" + UUID.randomUUID();
        this.handler = handler;
        this.health = new ChannelHealth(topic, "in");
        this.supervisor = Thread.ofVirtual().name(topic + "-subscriber").unstarted(this::work);
    }

    /// What is done with a record. It may come again; what it throws is logged, and the record is
    /// skipped.
    @FunctionalInterface
    public interface Handler {
        /// Handles the newest value of a key.
        void handle(String key, byte[] value) throws Exception;
    }

    /// Begins; Kafka may come later.
    public static StateSubscriber start(Kafka kafka, String topic, Handler handler) {
        StateSubscriber subscriber = new StateSubscriber(kafka, topic, handler);
        subscriber.supervisor.start();
        return subscriber;
    }

    /// Shows whether the channel lives.
    public void showIn(Meters meters) {
        health.showIn(meters);
    }

    /// Whether the channel lives.
    public boolean alive() {
        return health.alive();
    }

    /// How often the channel ended and was made anew.
    public int deaths() {
        return health.deaths();
    }

    private void work() {
        try {
            while (true) {
                live();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            LOG.debug("{} is read no more", topic);
        }
    }

    /// One life of a channel.
    private void live() throws InterruptedException {
        try (IncomingChannel channel = new IncomingChannel(kafka, topic, group, handler)) {
            channel.open();
            health.born();
            channel.awaitEnd();
        } catch (ExecutionException | RuntimeException e) {
            health.died();
            LOG.warn("the channel from {} ended and is made anew: {}", topic, e.toString());
        }
    }

    /// Ends it, and waits a little for the handler to return.
    @Override
    public void close() {
        supervisor.interrupt();
        try {
            supervisor.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        health.close();
    }
}
