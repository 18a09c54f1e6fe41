package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.CommandReader;
import io.messenger.contracts.Json;
import io.messenger.contracts.Registry;
import io.messenger.contracts.Route;
import io.messenger.contracts.Topics;
import io.messenger.embedded.LocalStack;
import io.messenger.testing.Account;
import io.messenger.testing.TestDevice;
import io.messenger.testing.TestKafka;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/// The way of a message, looked at from outside at each of its stations.
class PathTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    private final LocalStack stack = WholeMessenger.shared().stack();
    private final Account anna = WholeMessenger.accounts().create("anna");
    private final Account boris = WholeMessenger.accounts().create("boris");
    private final ChatId chat = WholeMessenger.directChat(anna, boris);

    @Test
    void aMessageIsSeenOnBothTopicsInPostgresqlAndItsReadersInRedis() throws Exception {
        try (TestKafka commands = TestKafka.fromNow(stack.kafkaBootstrap(), Topics.SEND);
                TestKafka events = TestKafka.fromNow(stack.kafkaBootstrap(), Topics.DELIVERED);
                TestDevice a = TestDevice.of(WholeMessenger.gateway(), anna).connect();
                TestDevice b = TestDevice.of(WholeMessenger.gateway(), boris).connect()) {
            assertRegistered(boris);
            ClientMsgId id = a.send(chat, "on its way");
            JsonNode echo = a.awaitEcho(id, WITHIN);
            b.awaitSeq(chat, 2, WITHIN);

            ConsumerRecord<byte[], byte[]> sent = commands.await(record -> holds(record, id));
            assertThat(new String(sent.key(), StandardCharsets.US_ASCII))
                    .isEqualTo(chat.toString());
            Command command = CommandReader.read(sent.value());
            assertThat(command.senderId()).isEqualTo(anna.userId());

            ConsumerRecord<byte[], byte[]> delivered = events.await(record -> holds(record, id));
            Route route = Route.parse(delivered.headers().lastHeader(Route.HEADER).value());
            assertThat(route.users()).containsExactlyInAnyOrder(anna.userId(), boris.userId());
            assertThat(Json.MAPPER.readTree(delivered.value()))
                    .as("the record is the frame itself")
                    .isEqualTo(echo);

            assertThat(storedBody(2)).isEqualTo("{\"type\":\"text\",\"text\":\"on its way\"}");
        }
    }

    private static boolean holds(ConsumerRecord<byte[], byte[]> record, ClientMsgId id) {
        try {
            return Json.MAPPER
                    .readTree(record.value())
                    .path("client_msg_id")
                    .asText()
                    .equals(id.toString());
        } catch (IOException e) {
            return false;
        }
    }

    private void assertRegistered(Account account) {
        try (RedisClient redis = RedisClient.create(URI.create(stack.redisUri()))) {
            assertThat(redis.hgetAll(Registry.sessions(account.userId())).values())
                    .singleElement()
                    .satisfies(entry -> {
                        Registry.Session session = Registry.Session.parse(entry).orElseThrow();
                        assertThat(session.device()).isEqualTo(account.deviceId());
                        assertThat(redis.hget(Registry.LANES, Integer.toString(session.lane())))
                                .contains("|" + session.epoch() + "|1|");
                    });
        }
    }

    private String storedBody(long seq) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                stack.jdbcUrl(), stack.user(), stack.password());
                PreparedStatement query =
                        connection.prepareStatement(
                                "SELECT body FROM message.message WHERE chat_id = ? AND seq = ?")) {
            query.setObject(1, chat.value());
            query.setLong(2, seq);
            try (ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString("body");
            }
        }
    }
}
