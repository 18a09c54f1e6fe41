package io.messenger.auth;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.DisplayName;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.SessionRevoked.Reason;
import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;
import io.messenger.platform.Database;
import io.messenger.platform.Principal;
import org.jspecify.annotations.Nullable;

/// Accounts: who exists, and with which password. Threads share it.
final class Accounts {
    private final Database database;
    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final Logins logins;
    private final Profiles profiles;
    private final Revocations revocations;
    private final IdSource ids;

    Accounts(
            Database database,
            PasswordRules rules,
            PasswordHasher hasher,
            Logins logins,
            Profiles profiles,
            Revocations revocations,
            IdSource ids) {
        this.database = database;
        this.rules = rules;
        this.hasher = hasher;
        this.logins = logins;
        this.profiles = profiles;
        this.revocations = revocations;
        this.ids = ids;
    }

    /// Makes an account and has its profile made.
    ///
    /// @throws ApiException `bad_request` with the field, or `conflict` when the username is taken
    NewProfile register(
            Username username, String password, DisplayName name, @Nullable Email email) {
        Password good = rules.demand(username, "password", password);
        // Looked up before the work of hashing; whether it is free is decided by the insert.
        if (database.read(db -> AccountStore.find(db, username)).isPresent()) {
            throw taken();
        }
        Account account = new Account(new UserId(ids.next()), username, hasher.hash(good));
        if (!database.write(db -> AccountStore.add(db, account, name, email))) {
            throw taken();
        }
        NewProfile profile = new NewProfile(account.userId(), username, name);
        profiles.make(profile);
        return profile;
    }

    /// Changes the caller's password and ends the caller's other sessions.
    ///
    /// @return how many sessions ended
    /// @throws ApiException `bad_request` when the new password is not good, `unauthenticated` when
    ///   the current one is wrong or was changed meanwhile, `rate_limited` after too many failures
    long changePassword(Principal caller, Password current, String wanted) {
        UserId user = caller.userId();
        Account proven =
                database.read(db -> AccountStore.find(db, user)).orElseThrow(Logins::refused);
        Password good = rules.demand(proven.username(), "new_password", wanted);
        logins.prove(proven, current);
        String hash = hasher.hash(good);
        long ended =
                database.write(db -> {
                    if (!AccountStore.lock(db, user).filter(proven::equals).isPresent()) {
                        throw Logins.refused();
                    }
                    AccountStore.changePassword(db, user, hash);
                    return RevocationStore.endOthers(
                            db, user, caller.sessionId(), Reason.PASSWORD_CHANGED);
                });
        revocations.soon();
        return ended;
    }

    private static ApiException taken() {
        return ApiException.field(ErrorCode.CONFLICT, "username", "This username is taken.");
    }
}
