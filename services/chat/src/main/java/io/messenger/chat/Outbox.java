package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.platform.Database;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes the commands that are committed in the outbox, in order, until none is left.
///
/// One virtual thread does it: woken after a commit, and by itself once a second for what a crash
/// or another instance left. Among instances a lock in the database lets one publish at a time. A
/// transaction takes at most one command of each chat: so the next one of a chat is not handed to
/// Kafka before this one is acknowledged, and a failure in between cannot swap them.
final class Outbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int BATCH = 500;
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Database database;
    private final Publisher publisher;
    private final Semaphore wake = new Semaphore(0);
    private final Thread worker =
            Thread.ofVirtual().name("chat-outbox").unstarted(this::untilClosed);
    private volatile boolean closed;
    private boolean failing;

    Outbox(Database database, Publisher publisher) {
        this.database = database;
        this.publisher = publisher;
    }

    /// Begins; called once, when the schema and the topic exist.
    void start() {
        worker.start();
    }

    /// Says that something was committed. Never waits.
    void wake() {
        wake.release();
    }

    private void untilClosed() {
        try {
            while (!closed) {
                if (wake.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
                drain();
            }
        } catch (InterruptedException e) {
            LOG.debug("the outbox was stopped while it published", e);
        }
    }

    private void drain() throws InterruptedException {
        try {
            boolean more = true;
            while (more && !closed) {
                more = publishFirsts();
            }
            if (failing) {
                failing = false;
                LOG.info("the outbox is published again");
            }
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.warn("the outbox cannot be published, it is tried again: {}", e.toString());
            }
            Thread.sleep(SWEEP);
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

    /// Lets the batch under way come to its end; what is left is published after the next start.
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            if (worker.isAlive() && !worker.join(PATIENCE)) {
                worker.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
