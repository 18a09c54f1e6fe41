package io.messenger.proof.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a device has of one chat, by the rule of the protocol. For one thread.
final class Replica {
    private final Map<Long, Item> items = new HashMap<>();
    private final NavigableMap<Long, Event> held = new TreeMap<>();
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

    /// The message that it has there.
    Optional<Item> at(long seq) {
        return Optional.ofNullable(items.get(seq));
    }

    void pushed(Event event) {
        if (event.seq() > local) {
            held.put(event.seq(), event);
            applyHeld();
        }
    }

    void batch(Entry.Batch batch) {
        if (batch.from() > local) {
            items.clear();
            local = batch.from();
            start = local + 1;
        }
        batch.items().forEach(item -> items.merge(item.seq(), item, Replica::latest));
        local = Math.max(local, batch.to());
        held.headMap(local, true).clear();
        applyHeld();
    }

    private static Item latest(Item known, Item told) {
        return told.state().changeSeq() < known.state().changeSeq() ? known : told;
    }

    private void applyHeld() {
        while (!held.isEmpty() && held.firstKey() == local + 1) {
            local++;
            apply(held.pollFirstEntry().getValue());
        }
    }

    private void apply(Event event) {
        switch (event) {
            case Item item -> items.put(item.seq(), item);
            case Change change ->
                    items.computeIfPresent(
                            change.target(), (_, item) -> item.with(item.state().after(change)));
            case Event.Passing _ -> {
                // The cursor has moved.
            }
        }
    }
}
