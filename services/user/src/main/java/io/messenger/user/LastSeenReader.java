package io.messenger.user;

import io.messenger.contracts.Json;
import io.messenger.contracts.LastSeen;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.GroupReader;
import io.messenger.platform.Kafka;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/// Keeps what gateways tell in `user.seen`, a poll in one statement.
final class LastSeenReader implements AutoCloseable {
    private static final String GROUP = "user-last-seen";
    private static final int MOST = 1000;

    private final Database database;
    private final GroupReader reader;

    LastSeenReader(Kafka kafka, Database database) {
        this.database = database;
        this.reader = new GroupReader(kafka, Topics.USER_SEEN, GROUP, MOST, this::take);
    }

    void start() {
        reader.start();
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        Map<UserId, Instant> seen = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                LastSeen one = Json.read(record.value(), LastSeen.class);
                seen.merge(one.userId(), one.at(), LastSeenReader::later);
            } catch (IOException | RuntimeException e) {
                GroupReader.passOver(record, e);
            }
        }
        if (!seen.isEmpty()) {
            database.write(db -> {
                LastSeenStore.keep(db, seen);
                return seen.size();
            });
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public void close() {
        reader.close();
    }
}
