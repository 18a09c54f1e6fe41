package io.messenger.auth;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.DisplayName;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;
import io.messenger.platform.Attempts;
import io.messenger.platform.Database;
import org.jspecify.annotations.Nullable;

/// Makes accounts. Threads share it.
final class Registration {
    private final Database database;
    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final Profiles profiles;
    private final Attempts perAddress;
    private final IdSource ids;

    /// @param perAddress how many accounts may be made from one address
    Registration(
            Database database,
            PasswordRules rules,
            PasswordHasher hasher,
            Profiles profiles,
            Attempts perAddress,
            IdSource ids) {
        this.database = database;
        this.rules = rules;
        this.hasher = hasher;
        this.profiles = profiles;
        this.perAddress = perAddress;
        this.ids = ids;
    }

    /// Who wants an account.
    ///
    /// @param email null when there is none
    record Wish(
            Username username, String password, DisplayName displayName, @Nullable Email email) {
        /// Without the password.
        @Override
        public String toString() {
            return "Wish[" + username + "]";
        }
    }

    /// Makes an account and has its profile made.
    ///
    /// @param address from where, when it counts
    /// @throws ApiException `bad_request` with the field, `conflict` when the username is taken, or
    ///   `rate_limited` when too many came from that address
    NewProfile register(Wish wish, @Nullable String address) {
        Username username = wish.username();
        Password good = rules.demand(username, "password", wish.password());
        // Looked up before the work of hashing; whether it is free is decided by the insert.
        if (database.read(db -> AccountStore.isTaken(db, username))) {
            throw taken();
        }
        if (address != null) {
            perAddress.take(address);
        }
        Account account = new Account(new UserId(ids.next()), username, hasher.hash(good), null);
        boolean added =
                database.write(
                        db -> AccountStore.add(db, account, wish.displayName(), wish.email()));
        if (!added) {
            throw taken();
        }
        NewProfile profile = new NewProfile(account.userId(), username, wish.displayName());
        profiles.make(profile);
        return profile;
    }

    private static ApiException taken() {
        return ApiException.field(ErrorCode.CONFLICT, "username", "This username is taken.");
    }
}
