package io.messenger.auth;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The SQL of second factors.
final class SecondFactorStore {
    private SecondFactorStore() {}

    /// Keeps a secret that is not in use yet, instead of an earlier one.
    static long keep(DbExecute db, UserId user, byte[] secret) {
        return db.insert(
                """
                INSERT INTO second_factor (user_id, secret, last_step)
                VALUES (CAST(? AS uuid), ?, 0)
                ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, last_step = 0
                """,
                user.toString(),
                secret);
    }

    /// The secret, locked until the end of the transaction: of two requests with one code, the
    /// second sees that it was used.
    static Optional<TotpSecret> lock(DbExecute db, UserId user) {
        return db.get(
                        """
                        SELECT secret, last_step FROM second_factor
                        WHERE user_id = CAST(? AS uuid) FOR UPDATE
                        """,
                        user.toString())
                .map(row ->
                        new TotpSecret(Rows.bytes(row, "secret"), Rows.number(row, "last_step")));
    }

    static void used(DbExecute db, UserId user, long step) {
        db.update(
                "UPDATE second_factor SET last_step = ? WHERE user_id = CAST(? AS uuid)",
                step,
                user.toString());
    }

    static void enable(DbExecute db, UserId user, Instant now) {
        db.update(
                "UPDATE account SET second_factor_at = ? WHERE user_id = CAST(? AS uuid)",
                Timestamp.from(now),
                user.toString());
    }

    /// Forgets everything about it.
    static void remove(DbExecute db, UserId user) {
        String id = user.toString();
        db.update("UPDATE account SET second_factor_at = NULL WHERE user_id = CAST(? AS uuid)", id);
        db.delete("DELETE FROM second_factor WHERE user_id = CAST(? AS uuid)", id);
        replaceCodes(db, user, List.of());
    }

    /// Stores the hashes of new recovery codes instead of all earlier ones.
    static void replaceCodes(DbExecute db, UserId user, List<String> codes) {
        String id = user.toString();
        db.delete("DELETE FROM recovery_code WHERE user_id = CAST(? AS uuid)", id);
        for (String code : codes) {
            db.insert(
                    "INSERT INTO recovery_code (user_id, hash) VALUES (CAST(? AS uuid), ?)",
                    id,
                    RecoveryCode.hash(code));
        }
    }

    /// Uses a recovery code up.
    ///
    /// @return false when there is no such code
    static boolean useUp(DbExecute db, UserId user, String code) {
        return db.delete(
                        "DELETE FROM recovery_code WHERE user_id = CAST(? AS uuid) AND hash = ?",
                        user.toString(),
                        RecoveryCode.hash(code))
                == 1;
    }

    static long codesLeft(DbExecute db, UserId user) {
        return db.get(
                        """
                        SELECT count(*) AS codes FROM recovery_code
                        WHERE user_id = CAST(? AS uuid)
                        """,
                        user.toString())
                .map(row -> Rows.number(row, "codes"))
                .orElse(0L);
    }
}
