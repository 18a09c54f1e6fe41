package io.messenger.platform;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes state: of each key the latest value, sooner or later, through an outgoing channel of
/// Helidon Messaging. Such a channel ends silently at the first failed send; this one makes another
/// and sends again what was not acknowledged. Values between may be skipped, and what waits when
/// the process dies is lost: state heals by the next read.
///
/// Threads share it: anyone publishes, one virtual thread sends.
public final class StatePublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatePublisher.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /// The most keys that wait; beyond, the one that waited longest is dropped.
    private static final int MOST = 10_000;

    private final Kafka kafka;
    private final String topic;
    private final ChannelHealth health;
    private final Thread sender;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, byte[]> waiting = new LinkedHashMap<>();
    private boolean closing;

    private StatePublisher(Kafka kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
        this.health = new ChannelHealth(topic, "out");
        this.sender = Thread.ofVirtual().name(topic + "-publisher").unstarted(this::work);
    }

    /// Begins; Kafka may come later.
    public static StatePublisher start(Kafka kafka, String topic) {
        StatePublisher publisher = new StatePublisher(kafka, topic);
        publisher.sender.start();
        return publisher;
    }

    /// Shows whether the channel lives.
    public void showIn(Meters meters) {
        health.showIn(meters);
    }

    /// Publishes the value of a key, in place of one that still waits. Returns at once, and never
    /// fails.
    public void publish(String key, byte[] value) {
        lock.lock();
        try {
            waiting.remove(key);
            waiting.put(key, value);
            if (waiting.size() > MOST) {
                waiting.remove(waiting.keySet().iterator().next());
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Whether the last thing that was sent arrived.
    public boolean alive() {
        return health.alive();
    }

    /// How often the channel ended and was made anew.
    public int deaths() {
        return health.deaths();
    }

    private void work() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = live();
            }
        } catch (InterruptedException e) {
            LOG.debug("{} is published no more", topic);
        }
    }

    /// One life of a channel.
    ///
    /// @return whether there is to be another
    private boolean live() throws InterruptedException {
        try (OutgoingChannel channel = new OutgoingChannel(kafka, topic)) {
            channel.open();
            Map<String, byte[]> batch = take();
            while (batch != null) {
                send(channel, batch);
                health.born();
                batch = take();
            }
            return false;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            health.died();
            LOG.warn("the channel to {} ended and is made anew: {}", topic, e.toString());
            Thread.sleep(PAUSE);
            return true;
        }
    }

    private void send(OutgoingChannel channel, Map<String, byte[]> batch)
            throws InterruptedException, ExecutionException, TimeoutException {
        boolean sent = false;
        try {
            channel.send(batch);
            sent = true;
        } finally {
            if (!sent) {
                giveBack(batch);
            }
        }
    }

    /// Waits for something to send; null when it is all over.
    private @Nullable Map<String, byte[]> take() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty()) {
                if (closing) {
                    return null;
                }
                changed.await();
            }
            Map<String, byte[]> batch = new LinkedHashMap<>();
            Iterator<Map.Entry<String, byte[]>> oldest = waiting.entrySet().iterator();
            while (oldest.hasNext() && batch.size() < OutgoingChannel.IN_FLIGHT) {
                Map.Entry<String, byte[]> next = oldest.next();
                batch.put(next.getKey(), next.getValue());
                oldest.remove();
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// A newer value of the same key stands.
    private void giveBack(Map<String, byte[]> batch) {
        lock.lock();
        try {
            batch.forEach(waiting::putIfAbsent);
        } finally {
            lock.unlock();
        }
    }

    /// Sends what waits, for two seconds at most, and ends.
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (!sender.join(LAST_WORDS)) {
                sender.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        health.close();
    }
}
