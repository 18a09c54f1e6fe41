package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import io.messenger.platform.Recurring;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Follows the log with the tables of search, in the background, a second behind and at a bounded
/// pace.
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
    private static final int SWEPT_AT_ONCE = 200;

    /// For how long more changes of the same chat may come before it is looked at: each look costs
    /// as much as many messages.
    private static final Duration COLLECT = Duration.ofSeconds(1);

    /// Few, so that the database is never busy with it for long.
    private static final int CHATS_AT_ONCE = 20;

    private static final int MAX_CHATS = 100_000;

    private final SearchIndexer indexer;
    private final int percent;
    private final Recurring work = Recurring.of("index messages", PAUSE, this::round);

    /// Since when each waits, in nanoseconds of the virtual machine.
    private final Map<ChatId, Long> changed = new LinkedHashMap<>();

    /// Those that are being indexed; guarded by `changed`.
    private Map<ChatId, Long> taken = Map.of();

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
        long now = System.nanoTime();
        Map<ChatId, Long> chats = new HashMap<>();
        batch.commands()
                .filter(SearchFollower::changesMessages)
                .forEach(command -> chats.put(command.chatId(), now));
        if (!chats.isEmpty()) {
            remember(chats);
        }
    }

    /// How long the change that waits longest has been waiting, in seconds.
    double lag() {
        synchronized (changed) {
            long now = System.nanoTime();
            return Stream.of(changed, taken)
                            .flatMap(some -> some.values().stream())
                            .mapToLong(since -> now - since)
                            .max()
                            .orElse(0)
                    / 1e9;
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
                    Op.DeleteChat _,
                    Op.Read _,
                    Op.Received _,
                    Op.Keep _ ->
                    false;
        };
    }

    private void remember(Map<ChatId, Long> chats) {
        synchronized (changed) {
            chats.forEach(changed::putIfAbsent);
            if (changed.size() > MAX_CHATS) {
                changed.clear();
                sweepWanted = true;
            }
        }
    }

    private void putBack(Map<ChatId, Long> chats) {
        synchronized (changed) {
            taken = Map.of();
            remember(chats);
        }
    }

    private Map<ChatId, Long> take(long now) {
        synchronized (changed) {
            Map<ChatId, Long> some = new LinkedHashMap<>();
            changed.entrySet().stream()
                    .filter(one -> now - one.getValue() >= COLLECT.toNanos())
                    .limit(CHATS_AT_ONCE)
                    .forEach(one -> some.put(one.getKey(), one.getValue()));
            changed.keySet().removeAll(some.keySet());
            taken = Map.copyOf(some);
            return some;
        }
    }

    private void round() throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        Map<ChatId, Long> chats = take(begun);
        if (chats.isEmpty()) {
            sweepOn(begun).forEach(chat -> chats.put(chat, begun));
        }
        if (chats.isEmpty()) {
            return;
        }
        try {
            chats.keySet().retainAll(indexer.index(List.copyOf(chats.keySet())));
        } finally {
            // Those that are not finished, or all when it failed.
            putBack(chats);
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
        List<ChatId> found = indexer.behind(sweptTo, SWEPT_AT_ONCE);
        sweptTo = found.size() < SWEPT_AT_ONCE ? null : found.getLast().value();
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
