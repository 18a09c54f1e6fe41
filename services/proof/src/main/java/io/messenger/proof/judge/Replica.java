package io.messenger.proof.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What a device has of one chat, by the rule of the protocol. For one thread.
final class Replica {
    private final Map<Long, Item> items = new HashMap<>();
    private final NavigableMap<Long, Item> held = new TreeMap<>();
    private long start;
    private long local;

    /// @param local the seq after which it begins
    Replica(long local) {
        this.local = local;
        this.start = local + 1;
    }

    /// The first seq that it must have.
    long start() {
        return start;
    }

    /// Up to where it has everything.
    long local() {
        return local;
    }

    boolean has(Item item) {
        return item.seq() <= local && items.containsKey(item.seq());
    }

    void pushed(Item item) {
        if (item.seq() > local) {
            held.put(item.seq(), item);
            applyHeld();
        }
    }

    void batch(Entry.Batch batch) {
        if (batch.from() > local) {
            items.clear();
            local = batch.from();
            start = local + 1;
        }
        batch.items().forEach(item -> items.put(item.seq(), item));
        local = Math.max(local, batch.to());
        held.headMap(local, true).clear();
        applyHeld();
    }

    private void applyHeld() {
        while (!held.isEmpty() && held.firstKey() == local + 1) {
            Item item = held.pollFirstEntry().getValue();
            local++;
            items.put(local, item);
        }
    }
}
