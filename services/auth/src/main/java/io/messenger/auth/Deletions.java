package io.messenger.auth;

import io.messenger.contracts.SessionRevoked.Reason;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.Recurring;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes accounts. At once nobody can log in any more and all sessions have ended; in the
/// background the user leaves groups and channels, and the profile goes. That is done a second time
/// when the last access token has expired, with which the user might have joined something since;
/// then the row goes, too, and the username is free. What the user wrote stays where it was
/// written.
///
/// Threads share it. Any service may die at any time, and steps may be done twice.
final class Deletions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);
    private static final int BATCH = 100;
    private static final int ENOUGH_FAILURES = 3;

    private final Database database;
    private final Logins logins;
    private final Revocations revocations;
    private final Traces traces;
    private final Duration tokenLife;
    private final Clock clock;
    private final Recurring sweeping;

    /// What others know of a user.
    ///
    /// @param chats the chats
    /// @param users the profile
    record Traces(ChatClient chats, UserClient users) {
        void remove(UserId user) throws IOException, InterruptedException {
            chats.leaveAll(user);
            users.remove(user);
        }
    }

    /// How long it takes.
    ///
    /// @param pause how long to wait before another attempt
    /// @param tokenLife after which the last access token has expired everywhere
    record Pace(Duration pause, Duration tokenLife) {}

    Deletions(
            Database database,
            Logins logins,
            Revocations revocations,
            Traces traces,
            Pace pace,
            Clock clock) {
        this.database = database;
        this.logins = logins;
        this.revocations = revocations;
        this.traces = traces;
        this.tokenLife = pace.tokenLife();
        this.clock = clock;
        this.sweeping = Recurring.of("delete accounts", pace.pause(), this::sweep);
    }

    void begin() {
        sweeping.begin();
    }

    /// Deletes an account, for ever.
    ///
    /// @throws io.messenger.contracts.ApiException as [Logins#prove]
    void delete(UserId user, Proof proof) {
        Account proven = logins.prove(logins.own(user), proof, "password");
        long ended =
                database.write(db -> {
                    Account _ = logins.locked(db, proven);
                    DeletionStore.close(db, user, clock.instant());
                    return RevocationStore.endAll(db, user, Reason.ACCOUNT_DELETED);
                });
        LOG.info("the account {} is deleted by its owner, {} sessions end", user, ended);
        revocations.soon();
        sweeping.wake();
    }

    /// One refusal does not keep the others waiting; several mean that a service is away.
    private void sweep() throws IOException, InterruptedException {
        int failures = 0;
        List<DeletionStore.Closed> due;
        do {
            due = database.read(db -> DeletionStore.due(db, clock.instant(), BATCH));
            for (DeletionStore.Closed account : due) {
                try {
                    step(account);
                } catch (IOException e) {
                    if (++failures == ENOUGH_FAILURES) {
                        throw e;
                    }
                    LOG.debug("{} could not be deleted yet", account.userId(), e);
                }
            }
        } while (due.size() == BATCH && failures == 0);
    }

    private void step(DeletionStore.Closed account) throws IOException, InterruptedException {
        UserId user = account.userId();
        Instant end = account.at().plus(tokenLife);
        boolean last = !clock.instant().isBefore(end);
        traces.remove(user);
        long _ =
                database.write(db ->
                        last
                                ? DeletionStore.forget(db, user)
                                : DeletionStore.continueAt(db, user, end));
    }

    @Override
    public void close() {
        sweeping.close();
        traces.chats().close();
    }
}
