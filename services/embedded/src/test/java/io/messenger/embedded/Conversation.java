package io.messenger.embedded;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import redis.clients.jedis.RedisClient;

/// Leaves something at each part of a stack and asks for it.
record Conversation(LocalStack stack) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// The first column of the only row.
    String sql(String query) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                stack.jdbcUrl(), stack.user(), stack.password());
                var statement = connection.createStatement()) {
            statement.execute(query);
            ResultSet result = statement.getResultSet();
            return result != null && result.next() ? result.getString(1) : "";
        }
    }

    void makeTopic(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrap()))) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
        }
    }

    void produce(String topic, String value) throws ExecutionException, InterruptedException {
        try (var producer =
                new KafkaProducer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", stack.kafkaBootstrap(), "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", value)).get();
        }
    }

    /// Reads as one of a group until `count` values have come.
    List<String> consume(String topic, String group, int count) {
        List<String> values = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers",
                                stack.kafkaBootstrap(),
                                "group.id",
                                group,
                                "auto.offset.reset",
                                "earliest"),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (values.size() < count && System.nanoTime() < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(PATIENCE)) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }

    void set(String key, String value) {
        try (RedisClient redis = RedisClient.create(stack.redisUri())) {
            redis.set(key, value);
        }
    }

    String get(String key) {
        try (RedisClient redis = RedisClient.create(stack.redisUri())) {
            return String.valueOf(redis.get(key));
        }
    }
}
