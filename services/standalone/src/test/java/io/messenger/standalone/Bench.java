package io.messenger.standalone;

import io.messenger.contracts.Body;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.CommandWriter;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.Json;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.embedded.LocalStack;
import io.messenger.message.MessageApp;
import io.messenger.platform.Kafka;
import io.messenger.platform.Settings;
import io.messenger.platform.Tokens;
import io.messenger.testing.Await;
import io.messenger.testing.TestIssuer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// What programs that measure gateways need around them: the servers, the message service, and
/// users who are members of five groups of ten each. Nobody has a password.
final class Bench implements AutoCloseable {
    private static final int GROUP = 10;
    private static final int CHATS_EACH = 5;

    private final LocalStack stack = LocalStack.throwAway();
    private final TestIssuer issuer = new TestIssuer();
    private final KafkaProducer<byte[], byte[]> producer =
            new Kafka(stack.kafkaBootstrap(), "bench").producer();
    private final List<Command> chats = new ArrayList<>();
    private final MessageApp message;

    Bench() {
        message = MessageApp.start(Settings.load("message", Map.of(), settings("message")));
        Await.until("the message service is ready", Duration.ofSeconds(60), message::ready);
    }

    /// The settings of a service at this bench.
    Map<String, String> settings(String service) {
        Map<String, String> all = new HashMap<>();
        all.put("server.host", "127.0.0.1");
        all.put("server.port", "0");
        all.put("management.port", "0");
        all.put("database.url", stack.jdbcUrl());
        all.put("database.user", stack.user());
        all.put("database.password", stack.password());
        all.put("kafka.bootstrap", stack.kafkaBootstrap());
        all.put("redis.uri", stack.redisUri());
        all.put("auth.jwks-uri", issuer.jwksUri().toString());
        if (service.equals("gateway")) {
            all.put("message.uri", "http://127.0.0.1:" + message.port());
        }
        all.keySet().retainAll(Settings.keys(service));
        return all;
    }

    /// Makes users with their groups.
    ///
    /// @return the `auth` frame of a device of each
    List<byte[]> devices(int count) throws IOException, SQLException {
        List<UserId> users = users(count);
        for (int chat = 0; chat < count * CHATS_EACH / GROUP; chat++) {
            create(users, chat);
        }
        settle();
        return frames(users);
    }

    /// Makes users in direct chats, each in one.
    ///
    /// @return the `auth` frame of a device of each; two who follow each other share a chat
    List<byte[]> pairs(int count) throws IOException, SQLException {
        List<UserId> users = users(2 * count);
        for (int i = 0; i < users.size(); i += 2) {
            List<Op.Founder> both =
                    List.of(
                            new Op.Founder(users.get(i), Role.MEMBER),
                            new Op.Founder(users.get(i + 1), Role.MEMBER));
            create(new Op.Create(ChatType.DIRECT, null, both));
        }
        settle();
        return frames(users);
    }

    private static List<UserId> users(int count) {
        return Stream.generate(() -> new UserId(UUID.randomUUID())).limit(count).toList();
    }

    private List<byte[]> frames(List<UserId> users) throws IOException {
        List<byte[]> frames = new ArrayList<>();
        for (UserId user : users) {
            String token = issuer.token(user);
            byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
            String device = Json.MAPPER.readTree(claims).get(Tokens.DEVICE).asText();
            frames.add(RawDevice.auth(token, device));
        }
        return frames;
    }

    String kafka() {
        return stack.kafkaBootstrap();
    }

    /// The creations of all chats, by their owners.
    List<Command> chats() {
        return chats;
    }

    /// Puts a message of its owner at the end of a chat.
    void say(Command chat, String text) {
        put(chat.chatId(), chat.senderId(), new Op.Send(new Body(text), null));
    }

    /// Waits for the log, and lets PostgreSQL know what is in the tables.
    private void settle() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                stack.jdbcUrl(), stack.user(), stack.password());
                Statement statement = connection.createStatement()) {
            Await.until(
                    "all chats are there",
                    Duration.ofSeconds(60),
                    () -> {
                        try (ResultSet rows =
                                statement.executeQuery("SELECT count(*) FROM message.chat")) {
                            return rows.next() && rows.getInt(1) >= chats.size();
                        }
                    });
            statement.execute("ANALYZE");
        }
    }

    private void create(List<UserId> users, int number) {
        List<Op.Founder> founders = new ArrayList<>();
        for (int i = 0; i < GROUP; i++) {
            UserId user = users.get((number * GROUP + i * 7) % users.size());
            if (founders.stream().noneMatch(founder -> founder.userId().equals(user))) {
                founders.add(new Op.Founder(user, i == 0 ? Role.OWNER : Role.MEMBER));
            }
        }
        create(new Op.Create(ChatType.GROUP, "Group " + number, founders));
    }

    private void create(Op.Create chat) {
        chats.add(put(new ChatId(UUID.randomUUID()), chat.members().getFirst().userId(), chat));
    }

    private Command put(ChatId chat, UserId user, Op op) {
        Command command =
                new Command(
                        chat,
                        user,
                        new DeviceId(UUID.randomUUID()),
                        new ClientMsgId(UUID.randomUUID()),
                        null,
                        Instant.now(),
                        op);
        var _ =
                producer.send(
                        new ProducerRecord<>(
                                Topics.SEND,
                                CommandWriter.key(chat),
                                CommandWriter.bytes(command)));
        return command;
    }

    @Override
    public void close() {
        message.close();
        producer.close(Duration.ofSeconds(5));
        issuer.close();
        stack.close();
    }
}
