package io.messenger.auth;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.DisplayName;
import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;
import io.messenger.platform.Rows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The SQL of accounts.
final class AccountStore {
    private AccountStore() {}

    /// Stores an account whose profile is still to be made.
    ///
    /// @return false when the username is taken
    static boolean add(DbExecute db, Account account, DisplayName name, @Nullable Email email) {
        return db.insert(
                        """
                        INSERT INTO account
                            (user_id, username, email, password_hash, pending_display_name)
                        VALUES (CAST(? AS uuid), ?, ?, ?, ?)
                        ON CONFLICT (username) DO NOTHING
                        """,
                        account.userId().toString(),
                        account.username().value(),
                        email == null ? null : email.value(),
                        account.passwordHash(),
                        name.value())
                == 1;
    }

    /// Whether somebody has this name, or is about to have had it.
    static boolean isTaken(DbExecute db, Username username) {
        return db.get("SELECT 1 AS one FROM account WHERE username = ?", username.value())
                .isPresent();
    }

    static Optional<Account> find(DbExecute db, Username username) {
        return db.get(
                        """
                        SELECT user_id, username, password_hash, second_factor_at FROM account
                        WHERE username = ? AND closed_at IS NULL
                        """,
                        username.value())
                .map(AccountStore::account);
    }

    static Optional<Account> find(DbExecute db, UserId user) {
        return db.get(
                        """
                        SELECT user_id, username, password_hash, second_factor_at FROM account
                        WHERE user_id = CAST(? AS uuid) AND closed_at IS NULL
                        """,
                        user.toString())
                .map(AccountStore::account);
    }

    /// The account as it is now, locked until the end of the transaction: what depends on the
    /// password happens before or after its change, never during it.
    static Optional<Account> lock(DbExecute db, UserId user) {
        return db.get(
                        """
                        SELECT user_id, username, password_hash, second_factor_at FROM account
                        WHERE user_id = CAST(? AS uuid) AND closed_at IS NULL FOR UPDATE
                        """,
                        user.toString())
                .map(AccountStore::account);
    }

    /// What the owner sees of an account.
    static Optional<AccountView> view(DbExecute db, UserId user) {
        long codesLeft = SecondFactorStore.codesLeft(db, user);
        return db.get(
                        """
                        SELECT username, email, created_at, second_factor_at FROM account
                        WHERE user_id = CAST(? AS uuid) AND closed_at IS NULL
                        """,
                        user.toString())
                .map(row ->
                        new AccountView(
                                user,
                                new Username(Rows.text(row, "username")),
                                Rows.textOrNull(row, "email"),
                                Rows.instant(row, "created_at"),
                                Rows.instantOrNull(row, "second_factor_at") != null,
                                codesLeft));
    }

    static long changeEmail(DbExecute db, UserId user, @Nullable Email email) {
        return db.update(
                """
                UPDATE account SET email = ? WHERE user_id = CAST(? AS uuid) AND closed_at IS NULL
                """,
                email == null ? null : email.value(),
                user.toString());
    }

    static void changePassword(DbExecute db, UserId user, String hash) {
        db.update(
                "UPDATE account SET password_hash = ? WHERE user_id = CAST(? AS uuid)",
                hash,
                user.toString());
    }

    /// Stores another hash of the same password.
    ///
    /// @return false when the password was changed meanwhile
    static boolean replaceHash(DbExecute db, Account before, Account after) {
        return db.update(
                        """
                        UPDATE account SET password_hash = ?
                        WHERE user_id = CAST(? AS uuid) AND password_hash = ?
                        """,
                        after.passwordHash(),
                        before.userId().toString(),
                        before.passwordHash())
                == 1;
    }

    private static Account account(DbRow row) {
        return new Account(
                new UserId(Rows.uuid(row, "user_id")),
                new Username(Rows.text(row, "username")),
                Rows.text(row, "password_hash"),
                Rows.instantOrNull(row, "second_factor_at"));
    }
}
