package io.messenger.auth;

import io.messenger.embedded.LocalStack;
import io.messenger.platform.Settings;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestStack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
    final FakeChatService chats = new FakeChatService();
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
        return startWith(newKeyFile(), overrides);
    }

    private static Path newKeyFile() {
        try {
            return Files.createTempDirectory("auth").resolve("keys.pem");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Starts with this key file.
    static AuthService startWith(Path keyFile, String... overrides) {
        return new AuthService(keyFile, pairs(overrides));
    }

    private static Map<String, String> pairs(String... values) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            map.put(values[i], values[i + 1]);
        }
        return map;
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
                                users.server.uri(),
                                "background.pause",
                                "PT0.1S"));
        values.put("token.key-file", keys.toString());
        values.put("chat.uri", chats.server.uri());
        values.put("token.create-key", "true");
        values.put("token.key-watch", "PT0.1S");
        values.putAll(overrides);
        return Settings.load("auth", Map.of(), values);
    }

    /// Two services in one database would finish each other's work in the background.
    private static String ownDatabase() {
        String name = "auth" + NAMES.incrementAndGet();
        try (Connection connection = connection(STACK.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return STACK.jdbcUrl().replaceFirst("/[a-z]+$", "/" + name);
    }

    private static Connection connection(String url) throws SQLException {
        return DriverManager.getConnection(url, STACK.user(), STACK.password());
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

    /// Another instance beside this one, with its own key file.
    AuthService beside(String... overrides) {
        return besideWith(newKeyFile(), overrides);
    }

    /// Another instance beside this one.
    AuthService besideWith(Path keys, String... overrides) {
        Map<String, String> map = new HashMap<>(pairs(overrides));
        map.put("database.url", jdbcUrl);
        return new AuthService(keys, map);
    }

    /// How many passwords were hashed, to store or to check them.
    double hashed() {
        return metric("messenger_password_seconds_count");
    }

    /// What it shows of itself.
    double metric(String series) {
        URI uri = URI.create("http://127.0.0.1:" + app.managementPort() + "/observe/metrics");
        try (InputStream in = uri.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(series + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The only column of the only row in this service's database.
    String stored(String sql, String parameter) {
        try (Connection connection = connection(jdbcUrl);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
        chats.close();
    }
}
