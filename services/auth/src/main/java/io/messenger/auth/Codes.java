package io.messenger.auth;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.UserId;
import io.messenger.platform.Attempts;
import io.messenger.platform.Database;
import java.time.Clock;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Checks the codes of second factors. No code is good twice, and few may be guessed: of a million
/// three are good at any time. Threads share it.
final class Codes {
    static final String FIELD = "code";

    private final Database database;
    private final Attempts guesses;
    private final Clock clock;

    /// @param guesses how many wrong codes a user may send
    Codes(Database database, Attempts guesses, Clock clock) {
        this.database = database;
        this.guesses = guesses;
        this.clock = clock;
    }

    /// Lets whoever proved the password pass, if the account has no second factor or the code is
    /// good; it is used up.
    ///
    /// @throws ApiException `unauthenticated` with the field `code`, or `rate_limited` after too
    ///   many wrong ones
    void demand(Account account, @Nullable String code) {
        if (account.secondFactorAt() == null) {
            return;
        }
        if (code == null) {
            throw refused("A code of the second factor is needed.");
        }
        use(account.userId(), code);
    }

    private void use(UserId user, String code) {
        boolean _ =
                guesses.guard(
                        user.toString(),
                        () -> {
                            if (!database.write(db -> use(db, user, code))) {
                                throw wrong();
                            }
                            return true;
                        });
    }

    private boolean use(DbExecute db, UserId user, String code) {
        return useOfApp(db, user, code) || SecondFactorStore.useUp(db, user, code);
    }

    /// Uses a code of the app up.
    ///
    /// @return false when it is not good (any more)
    boolean useOfApp(DbExecute db, UserId user, String code) {
        OptionalLong step =
                SecondFactorStore.lock(db, user)
                        .map(secret -> secret.unusedStep(code, clock.instant()))
                        .orElse(OptionalLong.empty());
        step.ifPresent(used -> SecondFactorStore.used(db, user, used));
        return step.isPresent();
    }

    static ApiException wrong() {
        return refused("This code is not good, or was used before.");
    }

    private static ApiException refused(String detail) {
        return ApiException.field(ErrorCode.UNAUTHENTICATED, FIELD, detail);
    }
}
