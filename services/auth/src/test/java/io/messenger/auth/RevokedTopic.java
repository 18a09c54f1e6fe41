package io.messenger.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import io.messenger.contracts.Topics;
import io.messenger.platform.Kafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/// Reads `session.revoked` from its beginning, as a gateway would.
final class RevokedTopic implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<JsonNode> seen = new ArrayList<>();

    RevokedTopic() {
        consumer = new Kafka(AuthService.STACK.kafkaBootstrap(), "test").reader();
        List<TopicPartition> partitions = List.of(new TopicPartition(Topics.REVOKED, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /// Waits until the end of this session was told, and says why it ended.
    String reasonOf(LoggedIn session) {
        return Awaitility.await()
                .until(() -> find(session), reasons -> !reasons.isEmpty())
                .getFirst();
    }

    private List<String> find(LoggedIn session) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> seen.add(event(record)));
        return seen.stream()
                .filter(event -> event.get("session_id").asText().equals(session.session()))
                .filter(event -> event.get("user_id").asText().equals(session.user()))
                .map(event -> event.get("reason").asText())
                .toList();
    }

    private static JsonNode event(ConsumerRecord<byte[], byte[]> record) {
        try {
            JsonNode event = Json.read(record.value(), JsonNode.class);
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (!event.get("user_id").asText().equals(key)) {
                throw new AssertionError("the key " + key + " is not the user of " + event);
            }
            return event;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
