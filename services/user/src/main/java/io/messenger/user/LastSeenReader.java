package io.messenger.user;

import io.messenger.contracts.Json;
import io.messenger.contracts.LastSeen;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.Kafka;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what gateways tell in `user.seen`, a poll in one statement. When the database or Kafka is
/// away it goes on later where it was.
///
/// One thread runs it; others only close it.
final class LastSeenReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LastSeenReader.class);
    private static final String GROUP = "user-last-seen";
    private static final int MOST = 1000;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Kafka kafka;
    private final Database database;
    private final Thread thread = Thread.ofPlatform().name("last-seen").unstarted(this::run);
    private volatile boolean closed;

    LastSeenReader(Kafka kafka, Database database) {
        this.kafka = kafka;
        this.database = database;
    }

    void start() {
        thread.start();
    }

    private void run() {
        boolean failing = false;
        while (!closed) {
            try (Consumer<byte[], byte[]> consumer = kafka.member(GROUP, MOST)) {
                consumer.subscribe(List.of(Topics.USER_SEEN));
                while (!closed) {
                    take(consumer);
                    failing = false;
                }
            } catch (InterruptException e) {
                closed = true;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("last seen is not kept now, will try again: {}", e.toString());
                    failing = true;
                }
                pause();
            }
        }
    }

    private void take(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            return;
        }
        Map<UserId, Instant> seen = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                LastSeen one = Json.read(record.value(), LastSeen.class);
                seen.merge(one.userId(), one.at(), LastSeenReader::later);
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "user.seen-{}-{} is passed over: {}",
                        record.partition(),
                        record.offset(),
                        e.toString());
            }
        }
        if (!seen.isEmpty()) {
            database.write(db -> {
                LastSeenStore.keep(db, seen);
                return seen.size();
            });
        }
        consumer.commitSync(Duration.ofSeconds(5));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
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
