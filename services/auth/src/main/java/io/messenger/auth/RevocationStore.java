package io.messenger.auth;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.SessionId;
import io.messenger.contracts.SessionRevoked;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The SQL that ends sessions: each end leaves a row in the outbox of `session.revoked`.
final class RevocationStore {
    private RevocationStore() {}

    /// A row of the outbox.
    record Pending(long id, SessionRevoked event) {}

    /// Ends one session of a user.
    ///
    /// @return false when the user has no such session
    static boolean end(DbExecute db, UserId user, SessionId session, SessionRevoked.Reason reason) {
        return end(db, user, "session_id = CAST(? AS uuid)", session.toString(), reason) == 1;
    }

    /// Ends all sessions of a user but one.
    static long endOthers(DbExecute db, UserId user, SessionId kept, SessionRevoked.Reason reason) {
        return end(db, user, "session_id <> CAST(? AS uuid)", kept.toString(), reason);
    }

    /// Ends all sessions of a user.
    static long endAll(DbExecute db, UserId user, SessionRevoked.Reason reason) {
        return end(db, user, "user_id = CAST(? AS uuid)", user.toString(), reason);
    }

    /// Ends the session that a user has on a device.
    static void endOn(DbExecute db, UserId user, DeviceId device, SessionRevoked.Reason reason) {
        end(db, user, "device_id = CAST(? AS uuid)", device.toString(), reason);
    }

    /// Ends the sessions of a user beyond the `most` that were used last.
    static void endBeyond(DbExecute db, UserId user, int most, SessionRevoked.Reason reason) {
        String beyond =
                """
                session_id IN (
                    SELECT s.session_id FROM session s WHERE s.user_id = session.user_id
                    ORDER BY s.last_used_at DESC, s.session_id DESC OFFSET ?)
                """;
        end(db, user, beyond, most, reason);
    }

    private static long end(
            DbExecute db,
            UserId user,
            String which,
            Object parameter,
            SessionRevoked.Reason reason) {
        return db.dml(
                """
                WITH ended AS (
                    DELETE FROM session WHERE user_id = CAST(? AS uuid) AND %s
                    RETURNING user_id, session_id)
                INSERT INTO revocation (user_id, session_id, reason)
                SELECT user_id, session_id, ? FROM ended
                """
                        .formatted(which),
                user.toString(),
                parameter,
                reason.name().toLowerCase(Locale.ROOT));
    }

    /// The oldest rows of the outbox.
    static List<Pending> pending(DbExecute db, int most) {
        return Rows.list(
                db.query(
                        """
                        SELECT revocation_id, user_id, session_id, reason FROM revocation
                        ORDER BY revocation_id LIMIT ?
                        """,
                        most),
                RevocationStore::row);
    }

    /// Takes rows out of the outbox.
    static void published(DbExecute db, List<Pending> rows) {
        String ids =
                rows.stream()
                        .map(row -> Long.toString(row.id()))
                        .collect(Collectors.joining(",", "{", "}"));
        db.delete("DELETE FROM revocation WHERE revocation_id = ANY (CAST(? AS bigint[]))", ids);
    }

    private static Pending row(DbRow row) {
        return new Pending(
                Rows.number(row, "revocation_id"),
                new SessionRevoked(
                        new UserId(Rows.uuid(row, "user_id")),
                        new SessionId(Rows.uuid(row, "session_id")),
                        SessionRevoked.Reason.valueOf(
                                Rows.text(row, "reason").toUpperCase(Locale.ROOT))));
    }
}
