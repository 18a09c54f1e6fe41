package io.messenger.auth;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.SessionId;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The SQL of sessions.
final class SessionStore {
    private SessionStore() {}

    /// A session and what is needed to check its refresh tokens.
    record Locked(Session session, RefreshChain chain) {}

    static void add(DbExecute db, Session session, RefreshChain chain) {
        db.insert(
                """
                INSERT INTO session (session_id, user_id, device_id, device_name, created_at,
                    last_used_at, generation, refresh_hash, rotated_at, chain_key)
                VALUES (CAST(? AS uuid), CAST(? AS uuid), CAST(? AS uuid), ?, ?, ?, ?, ?, ?, ?)
                """,
                session.id().toString(),
                session.userId().toString(),
                session.device().id().toString(),
                session.device().name(),
                Timestamp.from(session.createdAt()),
                Timestamp.from(session.lastUsedAt()),
                chain.generation(),
                chain.hash(),
                Timestamp.from(chain.rotatedAt()),
                chain.key());
    }

    /// The session, locked until the end of the transaction: of two requests with one refresh
    /// token, the second sees what the first has done.
    static Optional<Locked> lock(DbExecute db, SessionId session) {
        return db.get(
                        """
                        SELECT session_id, user_id, device_id, device_name, created_at, last_used_at,
                            generation, refresh_hash, rotated_at, chain_key
                        FROM session WHERE session_id = CAST(? AS uuid) FOR UPDATE
                        """,
                        session.toString())
                .map(row -> new Locked(session(row), chain(row)));
    }

    static void used(DbExecute db, SessionId session, RefreshChain chain, Instant now) {
        db.update(
                """
                UPDATE session
                SET last_used_at = ?, generation = ?, refresh_hash = ?, rotated_at = ?
                WHERE session_id = CAST(? AS uuid)
                """,
                Timestamp.from(now),
                chain.generation(),
                chain.hash(),
                Timestamp.from(chain.rotatedAt()),
                session.toString());
    }

    static boolean exists(DbExecute db, UserId user, SessionId session) {
        return db.get(
                        """
                        SELECT 1 AS one FROM session
                        WHERE session_id = CAST(? AS uuid) AND user_id = CAST(? AS uuid)
                        """,
                        session.toString(),
                        user.toString())
                .isPresent();
    }

    /// The user's sessions that were used since, the latest used first.
    static List<Session> list(DbExecute db, UserId user, Instant usedSince) {
        return Rows.list(
                db.query(
                        """
                        SELECT session_id, user_id, device_id, device_name, created_at, last_used_at
                        FROM session WHERE user_id = CAST(? AS uuid) AND last_used_at > ?
                        ORDER BY last_used_at DESC, session_id
                        """,
                        user.toString(),
                        Timestamp.from(usedSince)),
                SessionStore::session);
    }

    /// Deletes the sessions that nobody has used since; their tokens have expired long ago.
    static long forget(DbExecute db, Instant usedSince) {
        return db.delete("DELETE FROM session WHERE last_used_at <= ?", Timestamp.from(usedSince));
    }

    private static Session session(DbRow row) {
        return new Session(
                new SessionId(Rows.uuid(row, "session_id")),
                new UserId(Rows.uuid(row, "user_id")),
                new Device(
                        new DeviceId(Rows.uuid(row, "device_id")), Rows.text(row, "device_name")),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "last_used_at"));
    }

    private static RefreshChain chain(DbRow row) {
        return new RefreshChain(
                Math.toIntExact(Rows.number(row, "generation")),
                Rows.bytes(row, "refresh_hash"),
                Rows.bytes(row, "chain_key"),
                Rows.instant(row, "rotated_at"));
    }
}
