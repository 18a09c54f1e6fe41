package io.messenger.auth;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/// The SQL of deleted accounts.
final class DeletionStore {
    private DeletionStore() {}

    /// An account whose owner has deleted it, and whose next step is due.
    record Closed(UserId userId, Instant at) {}

    /// Closes an account: nobody can log in any more, and its secrets are gone.
    static void close(DbExecute db, UserId user, Instant now) {
        SecondFactorStore.remove(db, user);
        db.update(
                """
                UPDATE account
                SET closed_at = ?, close_next = ?, email = NULL, password_hash = ''
                WHERE user_id = CAST(? AS uuid)
                """,
                Timestamp.from(now),
                Timestamp.from(now),
                user.toString());
    }

    /// Those whose next step is due. A profile that is still being made is waited for, or it could
    /// be made after it was removed.
    static List<Closed> due(DbExecute db, Instant now, int most) {
        return Rows.list(
                db.query(
                        """
                        SELECT user_id, closed_at FROM account
                        WHERE close_next <= ? AND pending_display_name IS NULL
                        ORDER BY close_next LIMIT ?
                        """,
                        Timestamp.from(now),
                        most),
                DeletionStore::closed);
    }

    static long continueAt(DbExecute db, UserId user, Instant next) {
        return db.update(
                "UPDATE account SET close_next = ? WHERE user_id = CAST(? AS uuid)",
                Timestamp.from(next),
                user.toString());
    }

    /// The last step: the username is free again.
    static long forget(DbExecute db, UserId user) {
        return db.delete(
                "DELETE FROM account WHERE user_id = CAST(? AS uuid) AND closed_at IS NOT NULL",
                user.toString());
    }

    private static Closed closed(DbRow row) {
        return new Closed(new UserId(Rows.uuid(row, "user_id")), Rows.instant(row, "closed_at"));
    }
}
