package io.messenger.auth;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.SessionId;
import io.messenger.contracts.SessionRevoked.Reason;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.Principal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The sessions of users: one for each device, kept alive by refresh tokens, ended by their owner
/// or by the reuse of a token. Threads share it.
final class Sessions {
    private final Database database;
    private final Logins logins;
    private final AccessTokens tokens;
    private final Revocations revocations;
    private final Limits limits;
    private final Clock clock;
    private final SecureRandom random;
    private final IdSource ids;

    /// @param idle how long an unused session lives
    /// @param most how many a user can have
    record Limits(Duration idle, int most) {}

    Sessions(
            Database database,
            Logins logins,
            AccessTokens tokens,
            Revocations revocations,
            Limits limits,
            Clock clock,
            SecureRandom random) {
        this.database = database;
        this.logins = logins;
        this.tokens = tokens;
        this.revocations = revocations;
        this.limits = limits;
        this.clock = clock;
        this.random = random;
        this.ids = new IdSource(clock, random);
    }

    /// How long a session lives unused.
    Duration idle() {
        return limits.idle();
    }

    /// Begins a session for whoever knew the password of this account. An earlier session of the
    /// device ends.
    ///
    /// @throws ApiException `unauthenticated` when the password was changed meanwhile
    TokenAnswer begin(Account proven, Device device) {
        Instant now = clock.instant();
        SessionId id = new SessionId(ids.next());
        Session session = new Session(id, proven.userId(), device, now, now);
        RefreshToken token = RefreshToken.first(id, random);
        RefreshChain chain = RefreshChain.begin(token, RefreshToken.secret(random), now);
        database.write(db -> {
            UserId user = proven.userId();
            Account _ = logins.locked(db, proven);
            RevocationStore.endOn(db, user, device.id(), Reason.REPLACED);
            SessionStore.add(db, session, chain);
            RevocationStore.endBeyond(db, user, limits.most(), Reason.CROWDED_OUT);
            return id;
        });
        revocations.soon();
        return TokenAnswer.of(session, token, tokens);
    }

    /// Takes a refresh token for new tokens. Repeated within [RefreshChain#GRACE], and before the
    /// new one was used, it gives the same one again; any later reuse ends the session.
    ///
    /// @throws ApiException `unauthenticated` when the token is not good (any more)
    TokenAnswer refresh(String text) {
        RefreshToken token = parse(text);
        Instant now = clock.instant();
        // The refusal is thrown after the commit: a reuse must end the session all the same.
        Optional<TokenAnswer> answer = database.write(db -> refresh(db, token, now));
        if (answer.isEmpty()) {
            revocations.soon();
        }
        return answer.orElseThrow(Sessions::refused);
    }

    private Optional<TokenAnswer> refresh(DbExecute db, RefreshToken token, Instant now) {
        return SessionStore.lock(db, token.session())
                .filter(locked -> !locked.session().over(now, limits.idle()))
                .flatMap(locked -> refresh(db, locked, token, now));
    }

    private Optional<TokenAnswer> refresh(
            DbExecute db, SessionStore.Locked locked, RefreshToken token, Instant now) {
        Session session = locked.session();
        RefreshChain chain = locked.chain();
        return switch (chain.use(token, now)) {
            case NEWEST -> {
                RefreshToken next = chain.next(token);
                SessionStore.used(db, session.id(), chain.rotated(next, now), now);
                yield Optional.of(TokenAnswer.of(session, next, tokens));
            }
            case AGAIN -> Optional.of(TokenAnswer.of(session, chain.next(token), tokens));
            case REUSED -> {
                RevocationStore.end(db, session.userId(), session.id(), Reason.TOKEN_REUSED);
                yield Optional.empty();
            }
            case FOREIGN -> Optional.empty();
        };
    }

    private static RefreshToken parse(String text) {
        try {
            return RefreshToken.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    /// Lets only living sessions pass: an access token outlives its session by some minutes.
    ///
    /// @throws ApiException `unauthenticated` when the caller's session has ended
    void demandLiving(Principal caller) {
        boolean lives =
                database.read(db -> SessionStore.exists(db, caller.userId(), caller.sessionId()));
        if (!lives) {
            throw new ApiException(ErrorCode.UNAUTHENTICATED, "This session has ended.");
        }
    }

    /// The user's sessions, the latest used first.
    List<Session> list(UserId user) {
        Instant since = clock.instant().minus(limits.idle());
        return database.read(db -> SessionStore.list(db, user, since));
    }

    /// Ends a session of the user.
    ///
    /// @throws ApiException `not_found` when the user has no such session
    void end(UserId user, SessionId session, Reason reason) {
        if (!database.write(db -> RevocationStore.end(db, user, session, reason))) {
            throw new ApiException(ErrorCode.NOT_FOUND, "You have no such session.");
        }
        revocations.soon();
    }

    /// Ends all sessions of the user but the caller's.
    void endOthers(Principal caller) {
        database.write(db ->
                RevocationStore.endOthers(db, caller.userId(), caller.sessionId(), Reason.ENDED));
        revocations.soon();
    }

    /// Deletes the sessions that nobody uses any more.
    void forgetIdle() {
        Instant since = clock.instant().minus(limits.idle());
        database.write(db -> SessionStore.forget(db, since));
    }

    private static ApiException refused() {
        return new ApiException(ErrorCode.UNAUTHENTICATED, "This refresh token is not valid.");
    }
}
