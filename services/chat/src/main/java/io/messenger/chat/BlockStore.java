package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table `block`.
record BlockStore(DbExecute db) {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    /// Stores a block.
    ///
    /// @return false when it was there
    boolean insert(UserId user, UserId blocked, Instant at) {
        return db.insert(
                        """
                        INSERT INTO block (user_id, blocked_id, blocked_at)
                        VALUES (CAST(? AS uuid), CAST(? AS uuid), CAST(? AS timestamptz))
                        ON CONFLICT DO NOTHING
                        """,
                        user.toString(),
                        blocked.toString(),
                        at.toString())
                == 1;
    }

    /// Forgets a block.
    ///
    /// @return false when there was none
    boolean delete(UserId user, UserId blocked) {
        return db.delete(
                        """
                        DELETE FROM block
                        WHERE user_id = CAST(? AS uuid) AND blocked_id = CAST(? AS uuid)
                        """,
                        user.toString(),
                        blocked.toString())
                == 1;
    }

    Optional<Block> find(UserId user, UserId blocked) {
        return db.get(
                        """
                        SELECT blocked_id, blocked_at FROM block
                        WHERE user_id = CAST(? AS uuid) AND blocked_id = CAST(? AS uuid)
                        """,
                        user.toString(),
                        blocked.toString())
                .map(BlockStore::block);
    }

    /// Whom a user blocks, by their ids.
    ///
    /// @param after the last one of the page before; null for the first page
    List<Block> page(UserId user, @Nullable UserId after, int limit) {
        return Rows.list(
                db.query(
                        """
                        SELECT blocked_id, blocked_at FROM block
                        WHERE user_id = CAST(? AS uuid) AND blocked_id > CAST(? AS uuid)
                        ORDER BY blocked_id LIMIT ?
                        """,
                        user.toString(),
                        after == null ? NOBODY : after.toString(),
                        limit),
                BlockStore::block);
    }

    long count(UserId user) {
        return db.get(
                        "SELECT count(*) AS blocks FROM block WHERE user_id = CAST(? AS uuid)",
                        user.toString())
                .map(row -> Rows.number(row, "blocks"))
                .orElseThrow();
    }

    /// Whether any of `users` blocks this one.
    boolean anyBlocks(Collection<UserId> users, UserId blocked) {
        return db.get(
                        """
                        SELECT 1 FROM block
                        WHERE user_id = ANY (CAST(? AS uuid[])) AND blocked_id = CAST(? AS uuid)
                        LIMIT 1
                        """,
                        users.stream()
                                .map(UserId::toString)
                                .collect(Collectors.joining(",", "{", "}")),
                        blocked.toString())
                .isPresent();
    }

    private static Block block(DbRow row) {
        return new Block(new UserId(Rows.uuid(row, "blocked_id")), Rows.instant(row, "blocked_at"));
    }
}
