package io.messenger.platform;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a topic for all instances of a service together: each record goes to one of them. When its
/// handler or Kafka fails it goes on later where it was, so records may come again.
///
/// One thread runs it; others only close it.
public final class GroupReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Kafka kafka;
    private final String topic;
    private final String group;
    private final int most;
    private final Handler handler;
    private final Thread thread;
    private volatile boolean closed;

    /// What is done with the records of a poll, of which there are some.
    @FunctionalInterface
    public interface Handler {
        /// Handles them all, or throws, and gets them again.
        void take(ConsumerRecords<byte[], byte[]> records);
    }

    /// A reader that [#start] begins.
    ///
    /// @param most records at once
    public GroupReader(Kafka kafka, String topic, String group, int most, Handler handler) {
        this.kafka = kafka;
        this.topic = topic;
        this.group = group;
        this.most = most;
        this.handler = handler;
        this.thread = Thread.ofPlatform().name(group).unstarted(this::run);
    }

    /// Begins; Kafka may come later.
    public void start() {
        thread.start();
    }

    private void run() {
        boolean failing = false;
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer = kafka.member(group, most)) {
                consumer.subscribe(List.of(topic));
                while (!closed) {
                    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                    if (!records.isEmpty()) {
                        handler.take(records);
                        consumer.commitSync(Duration.ofSeconds(5));
                    }
                    failing = false;
                }
            } catch (InterruptException e) {
                closed = true;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("{} is not read now, will try again: {}", topic, e.toString());
                    failing = true;
                }
                pause();
            }
        }
    }

    /// Says in the log that a record cannot be understood, and that it goes on without it.
    public static void passOver(ConsumerRecord<byte[], byte[]> record, Exception why) {
        LOG.warn(
                "{}-{}-{} is passed over: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                why.toString());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (thread.isAlive() && !thread.join(Duration.ofSeconds(2))) {
                thread.interrupt();
                boolean _ = thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
