package io.messenger.auth;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Username;
import io.messenger.platform.Database;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Proves who somebody is. A stranger cannot tell an unknown username from a wrong password:
/// neither by the answer, nor by its time, nor by the limits. Threads share it.
final class Logins {
    private final Database database;
    private final PasswordHasher hasher;
    private final Attempts perUsername;
    private final Attempts perAddress;

    Logins(Database database, PasswordHasher hasher, Attempts perUsername, Attempts perAddress) {
        this.database = database;
        this.hasher = hasher;
        this.perUsername = perUsername;
        this.perAddress = perAddress;
    }

    /// The account of this name, when this is its password.
    ///
    /// @param typed the username as it was typed, good or not
    /// @param address from where
    /// @throws ApiException `unauthenticated`, `rate_limited` after too many failures, or
    ///   `unavailable`
    Account prove(String typed, Password password, String address) {
        Optional<Username> username = username(typed);
        perAddress.take(address);
        username.ifPresent(name -> takeOrGiveBack(name, address));
        Account account =
                username.flatMap(name -> database.read(db -> AccountStore.find(db, name)))
                        .orElse(null);
        demand(account, password);
        perAddress.giveBack(address);
        username.ifPresent(name -> perUsername.giveBack(name.value()));
        return java.util.Objects.requireNonNull(account);
    }

    /// Checks the password of somebody who is logged in already.
    ///
    /// @throws ApiException as [#prove]
    void prove(Account account, Password password) {
        perUsername.take(account.username().value());
        demand(account, password);
        perUsername.giveBack(account.username().value());
    }

    private void takeOrGiveBack(Username name, String address) {
        try {
            perUsername.take(name.value());
        } catch (ApiException e) {
            perAddress.giveBack(address);
            throw e;
        }
    }

    private void demand(@Nullable Account account, Password password) {
        if (!hasher.matches(password, account == null ? null : account.passwordHash())) {
            throw refused();
        }
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
