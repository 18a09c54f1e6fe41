package io.messenger.auth;

import io.messenger.embedded.LocalStack;
import io.messenger.platform.Settings;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// The auth service on real PostgreSQL and Kafka, which all test classes of this run share, with a
/// user service that only remembers.
final class AuthService implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    static final LocalStack STACK = TestStack.shared();
    private static final AtomicInteger NAMES = new AtomicInteger();

    final TestClock clock = new TestClock();
    final FakeUserService users = new FakeUserService();
    final Path keyFile;
    final String jdbcUrl;
    private final AuthApp app;

    private AuthService(Path keyFile, Map<String, String> overrides) {
        this.keyFile = keyFile;
        this.jdbcUrl = overrides.getOrDefault("database.url", ownDatabase());
        this.app = AuthApp.start(settings(keyFile, overrides), clock);
        Awaitility.await().until(app::ready);
    }

    /// Starts with a new key.
    ///
    /// @param overrides keys and values of settings, in turn
    static AuthService start(String... overrides) {
        try {
            return startWith(Files.createTempDirectory("auth").resolve("keys.pem"), overrides);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts with this key file.
    static AuthService startWith(Path keyFile, String... overrides) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < overrides.length; i += 2) {
            map.put(overrides[i], overrides[i + 1]);
        }
        return new AuthService(keyFile, map);
    }

    private Settings settings(Path keys, Map<String, String> overrides) {
        Map<String, String> values =
                new HashMap<>(
                        Map.of(
                                "server.host",
                                "127.0.0.1",
                                "server.port",
                                "0",
                                "management.port",
                                "0",
                                "database.url",
                                jdbcUrl,
                                "database.user",
                                STACK.user(),
                                "database.password",
                                STACK.password(),
                                "kafka.bootstrap",
                                STACK.kafkaBootstrap(),
                                "user.uri",
                                users.uri(),
                                "background.pause",
                                "PT0.1S"));
        values.put("token.key-file", keys.toString());
        values.put("token.create-key", "true");
        values.putAll(overrides);
        return Settings.load("auth", Map.of(), values);
    }

    /// Two services in one database would finish each other's work in the background.
    private static String ownDatabase() {
        String name = "auth" + NAMES.incrementAndGet();
        try (Connection connection =
                        DriverManager.getConnection(
                                STACK.jdbcUrl(), STACK.user(), STACK.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return STACK.jdbcUrl().replaceFirst("/[a-z]+$", "/" + name);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + app.port());
    }

    /// A client that has not logged in.
    OpenApiClient client() {
        return OpenApiClient.of(uri(), "auth");
    }

    boolean ready() {
        return app.ready();
    }

    /// A username that nobody has.
    static String newName() {
        return "user" + NAMES.incrementAndGet() + "." + Long.toString(System.nanoTime(), 36);
    }

    /// Registers somebody with [#PASSWORD] and returns the username.
    String registered() {
        String name = newName();
        client().post("/v1/auth/register", Map.of("username", name, "password", PASSWORD))
                .expect(201);
        return name;
    }

    /// Logs somebody in with [#PASSWORD], on a device of its own.
    LoggedIn login(String username) {
        return LoggedIn.of(
                this,
                client().post("/v1/auth/login", Map.of("username", username, "password", PASSWORD))
                        .expect(200)
                        .json());
    }

    @Override
    public void close() {
        app.close();
        users.close();
    }
}
