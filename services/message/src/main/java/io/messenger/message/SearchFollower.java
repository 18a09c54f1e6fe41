package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import io.messenger.platform.Recurring;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Follows the log with the tables of search, in the background and at a bounded pace.
///
/// The log's consumer only says which chats it changed, and keeps nothing: what is forgotten, by a
/// crash or because it is too much, is found by looking through all chats, which is done at the
/// start, whenever partitions come from another instance, and every ten minutes.
///
/// The consumer's thread adds chats, one thread of its own does the work.
final class SearchFollower implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
    private static final UUID BEGINNING = new UUID(0, 0);
    private static final int CHATS_AT_ONCE = 200;
    private static final int MAX_CHATS = 100_000;

    private final SearchIndexer indexer;
    private final int percent;
    private final Recurring work = Recurring.of("index messages", PAUSE, this::round);
    private final Set<ChatId> changed = new LinkedHashSet<>();
    private volatile boolean sweepWanted = true;
    private @Nullable UUID sweptTo;
    private long sweptAt;

    /// @param percent the most of one processor's time that this takes
    SearchFollower(SearchIndexer indexer, int percent) {
        this.indexer = indexer;
        this.percent = percent;
    }

    void begin() {
        work.begin();
    }

    /// Remembers what a batch has changed, after its commit.
    void applied(Batch batch) {
        List<ChatId> chats =
                batch.commands()
                        .filter(SearchFollower::changesMessages)
                        .map(Command::chatId)
                        .toList();
        if (!chats.isEmpty()) {
            remember(chats);
        }
    }

    /// Has all chats looked through soon: another instance may have left some of them behind.
    void sweep() {
        sweepWanted = true;
    }

    private static boolean changesMessages(Command command) {
        return switch (command.op()) {
            case Op.Send _, Op.Change _ -> true;
            case Op.Create _,
                    Op.Join _,
                    Op.Leave _,
                    Op.SetRole _,
                    Op.Update _,
                    Op.Read _,
                    Op.Received _,
                    Op.Keep _ ->
                    false;
        };
    }

    private void remember(Collection<ChatId> chats) {
        synchronized (changed) {
            changed.addAll(chats);
            if (changed.size() > MAX_CHATS) {
                changed.clear();
                sweepWanted = true;
            }
        }
    }

    private List<ChatId> take() {
        synchronized (changed) {
            List<ChatId> some = changed.stream().limit(CHATS_AT_ONCE).toList();
            Iterator<ChatId> taken = changed.iterator();
            for (int i = 0; i < some.size(); i++) {
                taken.next();
                taken.remove();
            }
            return some;
        }
    }

    private void round() throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        List<ChatId> chats = take();
        if (chats.isEmpty()) {
            chats = sweepOn(begun);
        }
        if (chats.isEmpty()) {
            return;
        }
        boolean done = false;
        try {
            remember(indexer.index(chats));
            done = true;
        } finally {
            if (!done) {
                remember(chats);
            }
        }
        rest(System.nanoTime() - begun);
    }

    /// The next chats that were left behind, if it is time to look for them.
    private List<ChatId> sweepOn(long now) throws SQLException {
        if (sweptTo == null && (sweepWanted || now - sweptAt > SWEEP_EVERY.toNanos())) {
            sweepWanted = false;
            sweptTo = BEGINNING;
        }
        if (sweptTo == null) {
            return List.of();
        }
        List<ChatId> found = indexer.behind(sweptTo, CHATS_AT_ONCE);
        sweptTo = found.size() < CHATS_AT_ONCE ? null : found.getLast().value();
        sweptAt = now;
        return found;
    }

    private void rest(long worked) throws InterruptedException {
        Duration rest = Duration.ofNanos(worked * (100 - percent) / percent);
        Thread.sleep(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST);
        work.wake();
    }

    @Override
    public void close() {
        work.close();
    }
}
