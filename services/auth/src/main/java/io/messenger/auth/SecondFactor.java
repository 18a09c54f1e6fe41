package io.messenger.auth;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.UserId;
import io.messenger.platform.Attempts;
import io.messenger.platform.Database;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.util.encoders.Base32;

/// What users do with their second factor: begin it, confirm that their app knows the secret, have
/// other recovery codes, end it. Threads share it.
final class SecondFactor {
    private static final String ISSUER = "Messenger";

    private final Database database;
    private final Logins logins;
    private final Codes codes;
    private final Attempts guesses;
    private final Clock clock;
    private final SecureRandom random;

    /// @param guesses how many wrong codes a user may send, here and at logins
    SecondFactor(
            Database database,
            Logins logins,
            Codes codes,
            Attempts guesses,
            Clock clock,
            SecureRandom random) {
        this.database = database;
        this.logins = logins;
        this.codes = codes;
        this.guesses = guesses;
        this.clock = clock;
        this.random = random;
    }

    /// What an app has to know.
    ///
    /// @param secret in Base32, to be typed
    /// @param uri the same to be shown as a QR code
    record Enrolment(String secret, String uri) {
        /// Without the secret.
        @Override
        public String toString() {
            return "********";
        }
    }

    /// Makes a secret. Nothing else changes until [#confirm].
    ///
    /// @throws ApiException `conflict` when there is a second factor already, or as [Logins#prove]
    Enrolment begin(UserId user, Proof proof) {
        Account proven = logins.prove(logins.own(user), proof, "password");
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        database.write(db -> {
            demandNone(logins.locked(db, proven));
            return SecondFactorStore.keep(db, user, secret);
        });
        String text = Base32.toBase32String(secret);
        return new Enrolment(
                text,
                "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                        .formatted(ISSUER, proven.username(), text, ISSUER));
    }

    /// Turns it on, once the app makes the right codes.
    ///
    /// @return recovery codes, which are shown this once
    /// @throws ApiException `unauthenticated` when the code is wrong, `conflict` when it is on
    ///   already or was not begun, `rate_limited`
    List<String> confirm(UserId user, String code) {
        return guesses.guard(user.toString(), () -> database.write(db -> confirm(db, user, code)));
    }

    private List<String> confirm(DbExecute db, UserId user, String code) {
        demandNone(AccountStore.lock(db, user).orElseThrow(Logins::gone));
        if (SecondFactorStore.lock(db, user).isEmpty()) {
            throw new ApiException(ErrorCode.CONFLICT, "The second factor was not begun.");
        }
        if (!codes.useOfApp(db, user, code)) {
            throw Codes.wrong();
        }
        SecondFactorStore.enable(db, user, clock.instant());
        return renewed(db, user);
    }

    /// Makes other recovery codes; the earlier ones are good no more.
    ///
    /// @throws ApiException `conflict` when there is no second factor, or as [Logins#prove]
    List<String> renewCodes(UserId user, Proof proof) {
        Account proven = logins.prove(logins.own(user), proof, "password");
        return database.write(db -> {
            demandOne(logins.locked(db, proven));
            return renewed(db, user);
        });
    }

    private List<String> renewed(DbExecute db, UserId user) {
        List<String> fresh = RecoveryCode.some(random);
        SecondFactorStore.replaceCodes(db, user, fresh);
        return fresh;
    }

    /// Ends it: the password is enough again.
    ///
    /// @throws ApiException as [#renewCodes]
    void end(UserId user, Proof proof) {
        Account proven = logins.prove(logins.own(user), proof, "password");
        database.write(db -> {
            demandOne(logins.locked(db, proven));
            SecondFactorStore.remove(db, user);
            return true;
        });
    }

    private static void demandNone(Account account) {
        if (account.secondFactorAt() != null) {
            throw new ApiException(ErrorCode.CONFLICT, "There is a second factor already.");
        }
    }

    private static void demandOne(Account account) {
        if (account.secondFactorAt() == null) {
            throw new ApiException(ErrorCode.CONFLICT, "There is no second factor.");
        }
    }
}
