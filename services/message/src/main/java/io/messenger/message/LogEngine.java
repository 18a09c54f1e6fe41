package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Applies a batch in one transaction.
///
/// A batch is first applied in the belief that none of its commands is a retry: new messages then
/// cost no look-up. If the unique key says otherwise, or a command was refused that may be a retry
/// of a stored one, the transaction is rolled back and the batch applied again with the stored keys
/// at hand.
///
/// Used by the consumer's thread alone.
final class LogEngine {
    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;
    private final ChatCache cache = new ChatCache();

    LogEngine(DataSource database) {
        this.database = database;
    }

    /// Applies and commits a batch.
    ///
    /// @return what to emit now, in order
    /// @throws OwnershipLostException when another instance has moved on in one of the partitions
    /// @throws SQLException when the database did not take it: nothing is changed
    List<Event> apply(Batch batch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean committed = false;
            try {
                List<Event> events = inTransaction(connection, batch);
                committed = true;
                return events;
            } finally {
                if (!committed) {
                    cache.drop();
                    connection.rollback();
                }
            }
        }
    }

    /// Forgets all state: the partitions changed hands.
    void drop() {
        cache.drop();
    }

    private List<Event> inTransaction(Connection connection, Batch batch) throws SQLException {
        if (batch.repeated().isEmpty()) {
            Effects effects = tryApply(connection, batch, null);
            if (effects != null) {
                return effects.events;
            }
            connection.rollback();
            cache.drop();
        }
        Set<Key> keys = new LinkedHashSet<>();
        batch.repeated().forEach(command -> keys.add(Key.of(command)));
        batch.commands().forEach(command -> keys.add(Key.of(command)));
        Effects effects = tryApply(connection, batch, LogStore.stored(connection, keys));
        if (effects == null) {
            throw new IllegalStateException("a command is neither stored nor new");
        }
        return effects.events;
    }

    /// @param stored what the log has under the keys of the batch, or null when it was not asked
    /// @return null when the batch must be applied again with the stored keys
    private @Nullable Effects tryApply(
            Connection connection, Batch batch, @Nullable Map<Key, Message> stored)
            throws SQLException {
        if (!LogStore.advance(connection, batch.spans())) {
            throw new OwnershipLostException();
        }
        Set<ChatId> ids = new LinkedHashSet<>();
        batch.repeated().forEach(command -> ids.add(command.chatId()));
        batch.commands().forEach(command -> ids.add(command.chatId()));
        Map<ChatId, Chat> chats = new HashMap<>(cache.get(connection, ids));
        Applier applier =
                new Applier(
                        chats,
                        stored == null ? Map.of() : stored,
                        (chat, seq) -> msgNoAt(connection, chat, seq));
        batch.repeated().forEach(applier::emitAgain);
        for (Command command : batch.commands()) {
            applier.apply(command);
        }
        if (applier.refused() && stored == null) {
            return null;
        }
        try {
            LogStore.write(connection, applier.effects());
        } catch (SQLException e) {
            if (stored == null && UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return null;
            }
            throw e;
        }
        connection.commit();
        cache.keep(chats);
        return applier.effects();
    }

    private static long msgNoAt(Connection connection, ChatId chat, long seq) {
        try {
            return ChatStore.msgNoAt(connection, chat, seq);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot count the messages of " + chat, e);
        }
    }
}
