package io.messenger.gateway;

import io.messenger.contracts.Json;
import io.messenger.contracts.LastSeen;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the user service when somebody was last online. State: one that is lost is healed by the
/// next going offline. Threads share it.
record LastSeenLog(Producer<byte[], byte[]> producer) {
    private static final Logger LOG = LoggerFactory.getLogger(LastSeenLog.class);

    void append(UserId user, Instant at) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topics.USER_SEEN,
                        user.toString().getBytes(StandardCharsets.US_ASCII),
                        Json.bytes(new LastSeen(user, at)));
        try {
            // Nobody waits for it.
            var _ = producer.send(record);
        } catch (KafkaException e) {
            LOG.debug("last seen is not kept: {}", e.toString());
        }
    }
}
