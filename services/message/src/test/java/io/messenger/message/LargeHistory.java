package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import io.messenger.embedded.LocalStack;
import io.messenger.platform.Database;
import io.messenger.platform.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A database of its own with 200,000 messages: a user's chat with 100,000, 50 with 200 each, and
/// 30,000 chats of others. The user joined the long one in its middle, and was shown all of it
/// later. Nothing follows its log.
final class LargeHistory implements AutoCloseable {
    static final int LONG = 100_000;
    static final int SHORT = 200;

    /// A message in the long chat with [#LIKES] reactions.
    static final long LIKED = 602;

    static final int LIKES = 900;
    private static final String NAME = "large_history";

    private final LocalStack stack;
    final UserId user = World.shared().user();
    final List<ChatId> chats;

    LargeHistory(LocalStack stack) throws SQLException {
        this.stack = stack;
        admin("CREATE DATABASE " + NAME);
        try (Database database = Database.open(settings(), "message")) {
            database.migrate();
        }
        try (Connection connection = open()) {
            List<UUID> own = new ArrayList<>(Fill.chats(connection, user, 1, LONG));
            own.addAll(Fill.chats(connection, user, 50, SHORT));
            for (int i = 0; i < 20; i++) {
                Fill.chats(connection, World.shared().user(), 1_500, 3);
            }
            Fill.rest(connection);
            showAll(connection, own.getFirst());
            like(connection, own.getFirst());
            Sql.update(
                    connection,
                    "INSERT INTO applied (partition, next_offset) SELECT n, 0 FROM generate_series(0, ?) n",
                    11);
            Fill.analyze(connection);
            chats = own.stream().map(ChatId::new).toList();
        }
    }

    private void showAll(Connection connection, UUID chat) throws SQLException {
        Sql.update(connection, "UPDATE chat SET all_since = head_seq WHERE chat_id = ?", chat);
        Sql.update(
                connection,
                "UPDATE member SET joined_seq = ? WHERE chat_id = ? AND user_id = ?",
                LONG / 2,
                chat,
                user.value());
    }

    private static void like(Connection connection, UUID chat) throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO reaction (chat_id, seq, emoji, user_id, at_seq)
                SELECT ?, ?, 'yes', gen_random_uuid(), n FROM generate_series(1, ?) AS n
                """,
                chat,
                LIKED,
                LIKES);
    }

    /// The chat with the long history.
    ChatId longest() {
        return chats.getFirst();
    }

    /// The user's view of it.
    View view() throws SQLException {
        try (Connection connection = open()) {
            return View.of(connection, longest(), user);
        }
    }

    Connection open() throws SQLException {
        return DriverManager.getConnection(
                url() + "?currentSchema=message", stack.user(), stack.password());
    }

    private String url() {
        return stack.jdbcUrl().replaceFirst("/[^/]+$", "/" + NAME);
    }

    private Settings settings() {
        return Settings.load(
                "message",
                Map.of(),
                Map.of(
                        "database.url", url(),
                        "database.user", stack.user(),
                        "database.password", stack.password()));
    }

    private void admin(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                stack.jdbcUrl(), stack.user(), stack.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        admin("DROP DATABASE " + NAME + " WITH (FORCE)");
    }
}
