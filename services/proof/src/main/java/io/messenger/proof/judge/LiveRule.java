package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Each socket is pushed every event of its chats, in whatever order, unless `resync` follows: a
/// device that has to find out by itself that it lacks something finds out too late.
final class LiveRule {
    /// Longer ago than any time of a log.
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final DeviceLog log;
    private final long graceMillis;
    private final List<Finding> findings;
    private final Map<Integer, Map<ChatId, Position>> sockets = new HashMap<>();

    /// Up to where a socket was told of a chat, and what was left out, with the time at which that
    /// was seen.
    private static final class Position {
        private long seq;

        /// Its last batch was truncated: gaps are allowed until one is not.
        private boolean behind;

        /// When it was told to fetch, if it has not got the answer: what was left out before that
        /// is seen only by the next event.
        private long told = NEVER;

        private final TreeMap<Long, Long> missing = new TreeMap<>();

        Position(long seq) {
            this.seq = seq;
        }

        void pushed(Entry.Pushed pushed, long graceMillis) {
            long at = pushed.event().seq();
            missing.remove(at);
            boolean allowed = behind || pushed.at() - told <= graceMillis;
            for (long left = seq + 1; left < at && !allowed; left++) {
                missing.put(left, pushed.at());
            }
            if (at > seq) {
                told = NEVER;
                seq = at;
            }
        }

        void resync(long at) {
            missing.clear();
            told = at;
        }

        void batch(Entry.Batch batch) {
            behind = batch.truncated();
            told = NEVER;
            seq = Math.max(seq, batch.to());
        }
    }

    LiveRule(DeviceLog log, long graceMillis, List<Finding> findings) {
        this.log = log;
        this.graceMillis = graceMillis;
        this.findings = findings;
    }

    void judge() {
        for (Entry entry : log.entries()) {
            switch (entry) {
                case Entry.Began began -> began(began);
                case Entry.Ready ready -> {
                    for (Entry.ChatState state : ready.chats()) {
                        socket(ready.conn())
                                .computeIfAbsent(state.chat(), _ -> new Position(state.head()));
                    }
                }
                case Entry.Batch batch -> batch(batch);
                case Entry.Pushed pushed -> pushed(pushed);
                case Entry.Resync resync ->
                        socket(resync.conn())
                                .forEach((chat, position) -> {
                                    if (resync.chat() == null || chat.equals(resync.chat())) {
                                        position.resync(resync.at());
                                    }
                                });
                case Entry.Ended ended -> end(ended.conn(), ended.at());
                case Entry.Opened _,
                        Entry.Sent _,
                        Entry.Asked _,
                        Entry.Idle _,
                        Entry.Refused _,
                        Entry.Synced _,
                        Entry.Pointed _,
                        Entry.Away _,
                        Entry.Back _ -> {
                    // They tell nothing of the log.
                }
            }
        }
        if (!log.entries().isEmpty()) {
            long end = log.entries().getLast().at();
            List.copyOf(sockets.keySet()).forEach(conn -> end(conn, end));
        }
    }

    private Map<ChatId, Position> socket(int conn) {
        return sockets.computeIfAbsent(conn, _ -> new HashMap<>());
    }

    private void began(Entry.Began began) {
        began.cursors()
                .forEach(cursor ->
                        socket(began.conn()).put(cursor.chat(), new Position(cursor.seq())));
    }

    private void batch(Entry.Batch batch) {
        Position position = socket(batch.conn()).get(batch.chat());
        if (position != null) {
            position.batch(batch);
        }
    }

    private void pushed(Entry.Pushed pushed) {
        Event event = pushed.event();
        Map<ChatId, Position> socket = socket(pushed.conn());
        if (event instanceof Item item && begins(item)) {
            socket.computeIfAbsent(item.chat(), _ -> new Position(item.seq() - 1));
        }
        Position position = socket.get(event.chat());
        if (position != null) {
            position.pushed(pushed, graceMillis);
        }
        if (event instanceof Item item && item.isOf(log.user(), Item.LEFT)) {
            socket.remove(item.chat());
        }
    }

    private boolean begins(Item item) {
        return item.type().equals(Item.CREATED) || item.isOf(log.user(), Item.JOINED);
    }

    /// What is still left out of a socket that lived long enough to be told.
    private void end(int conn, long now) {
        Map<ChatId, Position> ended = Objects.requireNonNullElse(sockets.remove(conn), Map.of());
        ended.forEach((chat, position) ->
                position.missing.forEach((seq, since) -> {
                    if (now - since > graceMillis) {
                        findings.add(
                                new Finding(
                                        Rule.LIVE_SKIPS_NONE,
                                        chat,
                                        seq,
                                        null,
                                        "it, or `resync`, within %d ms on socket %d of %s"
                                                .formatted(graceMillis, conn, log.name())));
                    }
                }));
    }
}
