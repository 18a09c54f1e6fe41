package io.messenger.auth;

import io.messenger.contracts.SessionRevoked.Reason;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.Principal;
import org.jspecify.annotations.Nullable;

/// What users do with their accounts. Threads share it.
final class Accounts {
    private final Database database;
    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final Logins logins;
    private final Revocations revocations;

    Accounts(
            Database database,
            PasswordRules rules,
            PasswordHasher hasher,
            Logins logins,
            Revocations revocations) {
        this.database = database;
        this.rules = rules;
        this.hasher = hasher;
        this.logins = logins;
        this.revocations = revocations;
    }

    /// Changes the caller's password and ends the caller's other sessions.
    ///
    /// @return how many sessions ended
    /// @throws ApiException `bad_request` when the new password is not good, `unauthenticated` when
    ///   the current one is wrong or was changed meanwhile, `rate_limited` after too many failures
    long changePassword(Principal caller, Proof current, String wanted) {
        UserId user = caller.userId();
        Account own = logins.own(user);
        Password good = rules.demand(own.username(), "new_password", wanted);
        Account proven = logins.prove(own, current, "current_password");
        String hash = hasher.hash(good);
        long ended =
                database.write(db -> {
                    Account _ = logins.locked(db, proven);
                    AccountStore.changePassword(db, user, hash);
                    return RevocationStore.endOthers(
                            db, user, caller.sessionId(), Reason.PASSWORD_CHANGED);
                });
        revocations.soon();
        return ended;
    }

    /// The account as its owner sees it.
    AccountView view(UserId user) {
        return database.read(db -> AccountStore.view(db, user)).orElseThrow(Logins::gone);
    }

    /// Changes or, with null, removes the address.
    void changeEmail(UserId user, @Nullable Email email) {
        database.write(db -> AccountStore.changeEmail(db, user, email));
    }
}
