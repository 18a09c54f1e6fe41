package io.messenger.platform;

import io.helidon.dbclient.DbExecute;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The SQL of attempts: of each name, when all of its attempts will be regained.
final class AttemptStore {
    private AttemptStore() {}

    /// Takes an attempt; of several at once each sees what the others took.
    ///
    /// @return how long to wait when there is none
    static Optional<Duration> take(
            Database database, String name, Attempts.Limit limit, Instant now) {
        Instant latest = now.plus(limit.window()).minus(limit.cost());
        long taken =
                database.write(db ->
                        db.insert(
                                """
                                INSERT INTO attempt (name, regained_at) VALUES (?, ?)
                                ON CONFLICT (name) DO UPDATE SET regained_at = greatest(
                                    excluded.regained_at,
                                    attempt.regained_at + ? * INTERVAL '1 millisecond')
                                WHERE attempt.regained_at <= ?
                                """,
                                name,
                                Timestamp.from(now.plus(limit.cost())),
                                limit.cost().toMillis(),
                                Timestamp.from(latest)));
        return taken == 1 ? Optional.empty() : Optional.of(wait(database, name, latest));
    }

    /// At least a millisecond: it may have been regained since.
    private static Duration wait(Database database, String name, Instant latest) {
        return database.read(db ->
                        db.get("SELECT regained_at FROM attempt WHERE name = ?", name)
                                .map(row -> Rows.instant(row, "regained_at")))
                .map(regained -> Duration.between(latest, regained))
                .filter(Duration::isPositive)
                .orElse(Duration.ofMillis(1));
    }

    static long giveBack(DbExecute db, String name, Duration cost) {
        return db.update(
                """
                UPDATE attempt SET regained_at = regained_at - ? * INTERVAL '1 millisecond'
                WHERE name = ?
                """,
                cost.toMillis(),
                name);
    }

    /// Deletes the names that have all of their attempts.
    static long forget(DbExecute db, Instant now) {
        return db.delete("DELETE FROM attempt WHERE regained_at <= ?", Timestamp.from(now));
    }
}
