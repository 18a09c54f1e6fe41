package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Applies a batch in one transaction.
///
/// A batch is first applied in the belief that none of its commands is a retry: new messages then
/// cost no look-up. If a unique key says otherwise, or a command was refused or changed nothing
/// that may be a retry of a stored one, the transaction is rolled back and the batch applied again
/// with the stored keys at hand.
///
/// Used by the consumer's thread alone.
final class LogEngine {
    static final String UNIQUE_VIOLATION = "23505";

    private final DataSource database;
    private final int largeAbove;
    private final ChatCache cache = new ChatCache();

    /// @param largeAbove the most members of a chat that is not large
    LogEngine(DataSource database, int largeAbove) {
        this.database = database;
        this.largeAbove = largeAbove;
    }

    /// Applies and commits a batch.
    ///
    /// @return what was done, with what to emit now
    /// @throws OwnershipLostException when another instance has moved on in one of the partitions
    /// @throws RefusedCommandException when one command can never be applied: nothing is changed
    /// @throws SQLException when the database did not take it: nothing is changed
    Effects apply(Batch batch) throws SQLException, RefusedCommandException {
        try {
            return transaction(batch, true);
        } catch (RefusedCommandException e) {
            throw whileOwned(batch, e);
        } catch (SQLException e) {
            if (batch.fresh().isEmpty() || !RefusedCommandException.isDataFault(e)) {
                throw e;
            }
            throw whileOwned(batch, find(batch, e));
        }
    }

    /// A refusal counts only from the owner: another one's state may be an old one.
    private RefusedCommandException whileOwned(Batch batch, RefusedCommandException refusal)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!LogStore.owns(connection, batch.spans())) {
                throw new OwnershipLostException();
            }
        }
        return refusal;
    }

    /// Forgets all state: the partitions changed hands.
    void drop() {
        cache.drop();
    }

    /// Finds the first command that the database refuses, by trying shorter and shorter batches.
    private RefusedCommandException find(Batch batch, SQLException cause)
            throws SQLException, RefusedCommandException {
        SQLException fault = cause;
        int good = 0;
        int bad = batch.fresh().size();
        while (bad - good > 1) {
            int middle = (good + bad) / 2;
            try {
                transaction(batch.first(middle), false);
                good = middle;
            } catch (SQLException e) {
                if (!RefusedCommandException.isDataFault(e)) {
                    throw e;
                }
                bad = middle;
                fault = e;
            }
        }
        return new RefusedCommandException(batch.fresh().get(bad - 1), fault);
    }

    private Effects transaction(Batch batch, boolean commit)
            throws SQLException, RefusedCommandException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Effects effects = inTransaction(connection, batch);
                if (commit) {
                    connection.commit();
                } else {
                    rollBack(connection);
                }
                return effects;
            } catch (SQLException | RuntimeException | RefusedCommandException e) {
                try {
                    rollBack(connection);
                } catch (SQLException also) {
                    e.addSuppressed(also);
                }
                throw e;
            }
        }
    }

    /// Forgets what the transaction did, in the cache too.
    private void rollBack(Connection connection) throws SQLException {
        cache.drop();
        connection.rollback();
    }

    private Effects inTransaction(Connection connection, Batch batch)
            throws SQLException, RefusedCommandException {
        if (batch.repeated().isEmpty()) {
            Effects effects = tryApply(connection, batch, null);
            if (effects != null) {
                return effects;
            }
            rollBack(connection);
        }
        Effects effects = tryApply(connection, batch, Stored.read(connection, batch));
        if (effects == null) {
            throw new IllegalStateException("a command is neither stored nor new");
        }
        return effects;
    }

    /// @param stored what the log has under the keys of the batch, or null when it was not asked
    /// @return null when the batch must be applied again with the stored keys
    private @Nullable Effects tryApply(Connection connection, Batch batch, @Nullable Stored stored)
            throws SQLException, RefusedCommandException {
        Set<ChatId> ids = batch.commands().map(Command::chatId).collect(Collectors.toSet());
        Map<ChatId, Chat> chats = new HashMap<>(cache.get(connection, ids));
        LargeChats.load(connection, batch, chats);
        if (stored != null) {
            LargeChats.loadForRepeats(connection, batch, stored, chats);
        }
        MsgNos msgNos = MsgNos.load(connection, batch.fresh(), chats);
        Targets targets = Targets.load(connection, batch.fresh());
        MentionNos mentionNos = MentionNos.load(connection, batch.fresh(), chats);
        Applier applier =
                new Applier(
                        chats,
                        stored == null ? Stored.NONE : stored,
                        msgNos,
                        mentionNos,
                        targets,
                        Reactions.load(connection, batch.fresh()),
                        largeAbove);
        Effects effects = run(applier, batch);
        if (applier.unsure() && stored == null) {
            return null;
        }
        try {
            if (!LogStore.write(connection, batch.spans(), effects)) {
                throw new OwnershipLostException();
            }
        } catch (SQLException e) {
            if (stored == null && UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return null;
            }
            throw e;
        }
        cache.keep(chats);
        return effects;
    }

    private static Effects run(Applier applier, Batch batch) throws RefusedCommandException {
        batch.repeated().forEach(applier::emitAgain);
        for (Batch.Entry entry : batch.fresh()) {
            try {
                applier.apply(entry);
            } catch (RuntimeException e) {
                throw new RefusedCommandException(entry, e);
            }
        }
        return applier.effects();
    }
}
