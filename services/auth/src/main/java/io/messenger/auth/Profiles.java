package io.messenger.auth;

import io.helidon.dbclient.DbExecute;
import io.helidon.dbclient.DbRow;
import io.messenger.contracts.DisplayName;
import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;
import io.messenger.platform.Database;
import io.messenger.platform.Recurring;
import io.messenger.platform.Rows;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has the user service make the profile of each new account: within the registration if it can be
/// done at once, else in the background until it is done. Either service may die at any time.
///
/// Threads share it.
final class Profiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);
    private static final int BATCH = 100;
    private static final int ENOUGH_FAILURES = 3;

    private final Database database;
    private final UserClient users;
    private final Recurring sweeping;

    /// @param pause how long to wait before another attempt
    Profiles(Database database, UserClient users, Duration pause) {
        this.database = database;
        this.users = users;
        this.sweeping = Recurring.of("make profiles in the user service", pause, this::sweep);
    }

    void begin() {
        sweeping.begin();
    }

    /// Makes one now, or leaves it to the background.
    void make(NewProfile user) {
        try {
            tell(user);
        } catch (IOException e) {
            LOG.warn("the profile of {} is made later: {}", user.userId(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(NewProfile user) throws IOException, InterruptedException {
        users.make(user);
        database.write(db -> done(db, user.userId()));
    }

    /// One refusal does not keep the others waiting; several mean that the service is away.
    private void sweep() throws IOException, InterruptedException {
        int failures = 0;
        List<NewProfile> pending;
        do {
            pending = database.read(Profiles::pending);
            for (NewProfile user : pending) {
                try {
                    tell(user);
                } catch (IOException e) {
                    if (++failures == ENOUGH_FAILURES) {
                        throw e;
                    }
                    LOG.debug("the profile of {} could not be made", user.userId(), e);
                }
            }
        } while (pending.size() == BATCH && failures == 0);
    }

    private static List<NewProfile> pending(DbExecute db) {
        return Rows.list(
                db.query(
                        """
                        SELECT user_id, username, pending_display_name FROM account
                        WHERE pending_display_name IS NOT NULL ORDER BY user_id LIMIT ?
                        """,
                        BATCH),
                Profiles::profile);
    }

    private static long done(DbExecute db, UserId user) {
        return db.update(
                """
                UPDATE account SET pending_display_name = NULL WHERE user_id = CAST(? AS uuid)
                """,
                user.toString());
    }

    private static NewProfile profile(DbRow row) {
        return new NewProfile(
                new UserId(Rows.uuid(row, "user_id")),
                new Username(Rows.text(row, "username")),
                new DisplayName(Rows.text(row, "pending_display_name")));
    }

    @Override
    public void close() {
        sweeping.close();
        users.close();
    }
}
