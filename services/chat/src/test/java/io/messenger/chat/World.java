package io.messenger.chat;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.embedded.LocalStack;
import io.messenger.platform.Authentication;
import io.messenger.platform.Kafka;
import io.messenger.platform.RemoteKeys;
import io.messenger.platform.Settings;
import io.messenger.platform.Tokens;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestIssuer;
import java.net.URI;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// The chat service on real PostgreSQL (a database of its own) and Kafka, among a fake user and
/// message service.
final class World implements AutoCloseable {
    static final LocalStack STACK = LocalStack.throwAway();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final IdSource ids = new IdSource(Clock.systemUTC(), new SecureRandom());
    private final TestIssuer issuer = new TestIssuer();
    private final RemoteKeys keys = new RemoteKeys(issuer.jwksUri(), Clock.systemUTC());
    private final FakeUserService users = new FakeUserService();
    private final FakeMessageService messages;
    private final String jdbcUrl;
    private final ChatApp app;
    private final OpenApiClient client;

    private World(String wait) throws Exception {
        Kafka kafka = new Kafka(STACK.kafkaBootstrap(), "test");
        kafka.ensure(Topics.all(12));
        Tokens tokens = new Tokens(keys, TestIssuer.ISSUER, TestIssuer.AUDIENCE, Clock.systemUTC());
        messages = new FakeMessageService(kafka, new Authentication(tokens));
        jdbcUrl = newDatabase();
        app = startApp(Map.of("message.wait", wait));
        client = client(app);
    }

    /// With patience for a slow machine.
    static World begin() throws Exception {
        return new World("PT10S");
    }

    /// For tests in which a change is not confirmed.
    static World impatient() throws Exception {
        return new World("PT0.3S");
    }

    private static String newDatabase() throws SQLException {
        String name = "chat_" + DATABASES.incrementAndGet();
        try (Connection connection =
                DriverManager.getConnection(STACK.jdbcUrl(), STACK.user(), STACK.password())) {
            connection.createStatement().execute("CREATE DATABASE " + name);
        }
        return STACK.jdbcUrl().replaceFirst("/[^/]*$", "/" + name);
    }

    /// The settings of an instance on this world's parts.
    Settings settings(Map<String, String> more) {
        return Settings.load("chat", Map.of(), overrides(more));
    }

    /// The same for an instance in a process of its own.
    Map<String, String> overrides(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("server.host", "127.0.0.1");
        settings.put("server.port", "0");
        settings.put("management.port", "0");
        settings.put("database.url", jdbcUrl);
        settings.put("database.user", STACK.user());
        settings.put("database.password", STACK.password());
        settings.put("kafka.bootstrap", STACK.kafkaBootstrap());
        settings.put("auth.jwks-uri", issuer.jwksUri().toString());
        settings.put("user.uri", users.uri().toString());
        settings.put("message.uri", messages.uri().toString());
        settings.putAll(more);
        return settings;
    }

    /// The settings that a database needs, of a new one.
    static Settings newDatabaseSettings() throws SQLException {
        return Settings.load(
                "chat",
                Map.of(),
                Map.of(
                        "database.url",
                        newDatabase(),
                        "database.user",
                        STACK.user(),
                        "database.password",
                        STACK.password()));
    }

    /// One more instance of the service; whoever starts it closes it.
    ChatApp startApp(Map<String, String> more) {
        ChatApp started = ChatApp.start(settings(more));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(started::ready);
        return started;
    }

    /// A user that exists.
    Person person() {
        Person person = strangerToUsers();
        users.knows(person.id());
        return person;
    }

    /// One with a good token whom the user service does not know.
    Person strangerToUsers() {
        UserId id = new UserId(ids.next());
        return new Person(id, client.as(issuer.token(id)));
    }

    /// Ids of users that exist and say nothing.
    List<String> silentPeople(int count) {
        return Stream.generate(() -> new UserId(ids.next()))
                .limit(count)
                .peek(users::knows)
                .map(UserId::toString)
                .toList();
    }

    /// A client of an instance, for this person.
    OpenApiClient client(ChatApp instance, Person person) {
        return client(instance).as(issuer.token(person.id()));
    }

    /// A client of an instance at this port, for this person.
    OpenApiClient client(int port, Person person) {
        return at(port).as(issuer.token(person.id()));
    }

    private static OpenApiClient client(ChatApp instance) {
        return at(instance.port());
    }

    private static OpenApiClient at(int port) {
        return OpenApiClient.of(URI.create("http://127.0.0.1:" + port), "chat");
    }

    TestIssuer issuer() {
        return issuer;
    }

    FakeUserService users() {
        return users;
    }

    FakeMessageService messages() {
        return messages;
    }

    FakeLog log() {
        return messages.log();
    }

    /// Makes a chat by the API.
    ChatId chat(String type, Person owner, Person... others) {
        List<String> ids = Stream.of(others).map(Person::toString).toList();
        Map<String, Object> wanted =
                type.equals("direct")
                        ? Map.of("type", type, "member_ids", ids)
                        : Map.of("type", type, "title", "A chat", "member_ids", ids);
        return id(owner.client().post("/v1/chats", wanted).expect(201).json());
    }

    static ChatId id(com.fasterxml.jackson.databind.JsonNode chat) {
        return ChatId.parse(chat.get("chat_id").asText());
    }

    @Override
    public void close() {
        app.close();
        messages.close();
        users.close();
        keys.close();
        issuer.close();
    }
}
