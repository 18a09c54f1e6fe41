package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.platform.Database;
import io.messenger.platform.Recurring;
import java.time.Duration;
import java.util.List;

/// Publishes the commands that are committed in the outbox, in order, until none is left.
///
/// One virtual thread does it: woken after a commit, and by itself once a second for what a crash
/// or another instance left. Among instances a lock in the database lets one publish at a time. A
/// transaction takes at most one command of each chat: so the next one of a chat is not handed to
/// Kafka before this one is acknowledged, and a failure in between cannot swap them.
final class Outbox implements AutoCloseable {
    private static final int BATCH = 500;
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Database database;
    private final Publisher publisher;
    private final Recurring work = Recurring.of("publish the outbox", SWEEP, this::drain);

    Outbox(Database database, Publisher publisher) {
        this.database = database;
        this.publisher = publisher;
    }

    /// Begins, when the schema and the topic exist.
    void start() {
        work.begin();
    }

    /// Says that something was committed. Never waits.
    void wake() {
        work.wake();
    }

    private void drain() {
        boolean more = true;
        while (more) {
            more = publishFirsts();
        }
    }

    /// Publishes the first command of each chat that has one.
    ///
    /// @return false when there was none
    private boolean publishFirsts() {
        if (!database.read(db -> new OutboxStore(db).any())) {
            return false;
        }
        int left = database.write(this::publishFirsts);
        if (left > 0) {
            throw new IllegalStateException("Kafka did not acknowledge " + left + " commands");
        }
        return true;
    }

    private int publishFirsts(DbExecute tx) {
        OutboxStore store = new OutboxStore(tx);
        store.lock();
        List<OutboxRow> rows = store.firsts(BATCH);
        List<OutboxRow> acknowledged = publisher.publish(rows);
        store.delete(acknowledged);
        return rows.size() - acknowledged.size();
    }

    /// What is under way may be cut off between acknowledgement and deletion: it is published again
    /// after the next start, which is harmless.
    @Override
    public void close() {
        work.close();
    }
}
