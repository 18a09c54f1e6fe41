package io.messenger.auth;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Username;
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

    /// @param perUsername how often a password may be wrong
    /// @param perAddress the same, whatever the usernames
    Logins(Database database, PasswordHasher hasher, Attempts perUsername, Attempts perAddress) {
        this.database = database;
        this.hasher = hasher;
        this.perUsername = perUsername;
        this.perAddress = perAddress;
    }

    /// The account of this name, when this is its password.
    ///
    /// @param typed the username as it was typed, good or not
    /// @param address from where, when it counts
    /// @throws ApiException `unauthenticated`, `rate_limited` after too many failures, or
    ///   `unavailable`
    Account prove(String typed, Password password, @Nullable String address) {
        Optional<Username> username = username(typed);
        Supplier<Account> check = () -> demand(find(username), password);
        Supplier<Account> limited =
                () -> username.map(name -> perUsername.guard(name.value(), check)).orElseGet(check);
        return address == null ? limited.get() : perAddress.guard(address, limited);
    }

    /// Checks the password of somebody who is logged in already.
    ///
    /// @return the account as it is now
    /// @throws ApiException as the other
    Account prove(Account account, Password password) {
        return perUsername.guard(account.username().value(), () -> demand(account, password));
    }

    private @Nullable Account find(Optional<Username> username) {
        return username.flatMap(name -> database.read(db -> AccountStore.find(db, name)))
                .orElse(null);
    }

    private Account demand(@Nullable Account account, Password password) {
        boolean right = hasher.matches(password, account == null ? null : account.passwordHash());
        if (account == null || !right) {
            throw refused();
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

    static ApiException refused() {
        return new ApiException(ErrorCode.UNAUTHENTICATED, "Wrong username or password.");
    }
}
