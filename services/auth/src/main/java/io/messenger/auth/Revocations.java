package io.messenger.auth;

import io.messenger.contracts.Json;
import io.messenger.contracts.SessionRevoked;
import io.messenger.contracts.Topics;
import io.messenger.platform.Database;
import io.messenger.platform.Kafka;
import io.messenger.platform.Recurring;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/// Publishes what stands in the outbox to `session.revoked`, at least once: a row is deleted when
/// Kafka has acknowledged it, so a broker that is away delays revocations and loses none.
///
/// Threads share it: anyone calls [#soon], one background thread publishes.
final class Revocations implements AutoCloseable {
    private static final int BATCH = 500;
    private static final long TIMEOUT_SECONDS = 15;

    private final Database database;
    private final Kafka kafka;
    private final Recurring publishing;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    /// @param pause how long to wait before another attempt
    Revocations(Database database, Kafka kafka, Duration pause) {
        this.database = database;
        this.kafka = kafka;
        this.publishing = Recurring.of("publish revoked sessions", pause, this::publish);
    }

    void begin() {
        publishing.begin();
    }

    /// Says, after a commit, that there is something to publish.
    void soon() {
        publishing.wake();
    }

    private void publish() throws InterruptedException, ExecutionException, TimeoutException {
        List<RevocationStore.Pending> rows;
        do {
            rows = database.read(db -> RevocationStore.pending(db, BATCH));
            if (!rows.isEmpty()) {
                send(rows);
                List<RevocationStore.Pending> sent = rows;
                database.write(db -> {
                    RevocationStore.published(db, sent);
                    return sent.size();
                });
            }
        } while (rows.size() == BATCH);
    }

    private void send(List<RevocationStore.Pending> rows)
            throws InterruptedException, ExecutionException, TimeoutException {
        KafkaProducer<byte[], byte[]> to = producer();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
        for (RevocationStore.Pending row : rows) {
            acknowledgements.add(to.send(record(row.event())));
        }
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            acknowledgement.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(SessionRevoked event) {
        byte[] key = event.userId().toString().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(Topics.REVOKED, key, Json.bytes(event));
    }

    /// Made when first needed: it cannot be made while the broker's name does not resolve.
    private KafkaProducer<byte[], byte[]> producer() {
        KafkaProducer<byte[], byte[]> made = producer;
        if (made == null) {
            made = kafka.producer();
            producer = made;
        }
        return made;
    }

    @Override
    public void close() {
        publishing.close();
        KafkaProducer<byte[], byte[]> made = producer;
        if (made != null) {
            made.close(Duration.ofSeconds(1));
        }
    }
}
