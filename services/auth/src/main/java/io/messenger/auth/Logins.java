package io.messenger.auth;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;
import io.messenger.platform.Attempts;
import io.messenger.platform.Database;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Proves who somebody is. A stranger cannot tell an unknown username from a wrong password:
/// neither by the answer, nor by its time, nor by the limits. Threads share it.
final class Logins {
    private final Database database;
    private final PasswordHasher hasher;
    private final Attempts perUsername;
    private final Attempts perAddress;
    private final Codes codes;

    /// @param perUsername how often a password may be wrong
    /// @param perAddress the same, whatever the usernames
    Logins(
            Database database,
            PasswordHasher hasher,
            Attempts perUsername,
            Attempts perAddress,
            Codes codes) {
        this.database = database;
        this.hasher = hasher;
        this.perUsername = perUsername;
        this.perAddress = perAddress;
        this.codes = codes;
    }

    /// The account of this name, when this proves its owner. Only who knows the password learns
    /// that a code is needed, or is wrong.
    ///
    /// @param typed the username as it was typed, good or not
    /// @param address from where, when it counts
    /// @throws ApiException `unauthenticated`, with the field `code` when the password is right;
    ///   `rate_limited` after too many failures; `unavailable`
    Account prove(String typed, Proof proof, @Nullable String address) {
        Optional<Username> username = username(typed);
        Supplier<Account> check = () -> demand(find(username), proof.password(), Logins::refused);
        Supplier<Account> limited =
                () -> username.map(name -> perUsername.guard(name.value(), check)).orElseGet(check);
        Account account = address == null ? limited.get() : perAddress.guard(address, limited);
        codes.demand(account, proof.code());
        return account;
    }

    /// Checks that somebody who is logged in already is the owner of the account.
    ///
    /// @param field what the client calls the password
    /// @return the account as it is now
    /// @throws ApiException as the other, always with a field
    Account prove(Account account, Proof proof, String field) {
        Supplier<ApiException> wrong =
                () ->
                        ApiException.field(
                                ErrorCode.UNAUTHENTICATED, field, "This password is wrong.");
        Account proven =
                perUsername.guard(
                        account.username().value(), () -> demand(account, proof.password(), wrong));
        codes.demand(proven, proof.code());
        return proven;
    }

    /// The account of somebody who is logged in.
    ///
    /// @throws ApiException `unauthenticated` when it is gone
    Account own(UserId user) {
        return database.read(db -> AccountStore.find(db, user)).orElseThrow(Logins::gone);
    }

    /// The account, locked until the end of the transaction, if what proved its owner is still what
    /// does: password and second factor change before or after the transaction, never during it.
    ///
    /// @throws ApiException `unauthenticated` when it is not
    Account locked(DbExecute db, Account proven) {
        return AccountStore.lock(db, proven.userId())
                .filter(proven::equals)
                .orElseThrow(Logins::refused);
    }

    private @Nullable Account find(Optional<Username> username) {
        return username.flatMap(name -> database.read(db -> AccountStore.find(db, name)))
                .orElse(null);
    }

    private Account demand(
            @Nullable Account account, Password password, Supplier<ApiException> refusal) {
        boolean right = hasher.matches(password, account == null ? null : account.passwordHash());
        if (account == null || !right) {
            throw refusal.get();
        }
        return hasher.isCurrent(account.passwordHash()) ? account : upgraded(account, password);
    }

    /// Keeps a hash of today's cost: only now is the password at hand. When too many others wait,
    /// that waits for another login.
    private Account upgraded(Account account, Password password) {
        Account stronger;
        try {
            stronger = account.withHash(hasher.hash(password));
        } catch (ApiException e) {
            return account;
        }
        boolean kept = database.write(db -> AccountStore.replaceHash(db, account, stronger));
        if (!kept) {
            throw refused();
        }
        return stronger;
    }

    private static Optional<Username> username(String typed) {
        try {
            return Optional.of(Username.parse(typed));
        } catch (ApiException e) {
            // No account has such a name; it is refused like any unknown one.
            return Optional.empty();
        }
    }

    static ApiException gone() {
        return new ApiException(ErrorCode.UNAUTHENTICATED, "This account does not exist any more.");
    }

    static ApiException refused() {
        return new ApiException(ErrorCode.UNAUTHENTICATED, "Wrong username or password.");
    }
}
