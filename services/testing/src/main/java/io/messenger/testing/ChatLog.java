package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What a device has of one chat: the one rule of the protocol (apply `local + 1`, ignore what is
/// older, hold what is newer and ask) and the checks that make this device stricter than a client
/// need be. Guarded by the device.
final class ChatLog {
    private final String chat;
    private final List<Applied> applied = new ArrayList<>();
    private final ChatView view = new ChatView();
    private final SeenEvents seen = new SeenEvents();
    private final NavigableMap<Long, JsonNode> held = new TreeMap<>();
    private long local;
    private boolean asking;
    private long owed;

    /// @param start the seq after which the log begins on this device
    ChatLog(String chat, long start) {
        this.chat = chat;
        local = start;
    }

    long local() {
        return local;
    }

    List<Applied> applied() {
        return List.copyOf(applied);
    }

    /// What stands at the cursor; empty when that was a change whose trace a batch no longer has.
    Optional<JsonNode> last() {
        return applied.isEmpty() || applied.getLast().seq() != local
                ? Optional.empty()
                : Optional.of(applied.getLast().what());
    }

    ChatView view() {
        return view;
    }

    /// Whether something is missing that nobody was asked for yet.
    boolean mustAsk() {
        return !held.isEmpty() && !asking;
    }

    /// Notes that `sync` goes out: its answer owes all that was already seen.
    void asked() {
        asking = true;
        owed = held.isEmpty() ? local : held.lastKey();
    }

    /// A new connection: what was asked on the old one is never answered.
    void forgetAsking() {
        asking = false;
    }

    /// Takes a live event.
    ///
    /// @throws AssertionError when it contradicts what was seen
    void event(JsonNode event) {
        seen.event(event);
        long seq = event.get("seq").asLong();
        if (seq > local) {
            held.put(seq, event);
            applyHeld();
        }
    }

    /// Takes a batch.
    ///
    /// @return whether there is more to ask for
    /// @throws AssertionError when the batch breaks the protocol
    boolean batch(JsonNode batch) {
        long from = batch.get("from").asLong();
        long to = batch.get("to").asLong();
        boolean truncated = batch.path("truncated").asBoolean();
        demand(from <= to, "from is above to", batch);
        if (from > local) {
            applied.clear();
            view.clear();
            local = from;
        }
        changes(batch, from, to);
        batch.path("hidden").forEach(seq -> view.hide(seq.asLong()));
        local = Math.max(local, to);
        held.headMap(local, true).clear();
        if (batch.has("id") && asking) {
            demand(
                    truncated || local >= owed,
                    "an event was delivered live that the later sync lacks",
                    batch);
            demand(!truncated || to > from, "truncated, and no progress", batch);
            asking = false;
        }
        applyHeld();
        return truncated;
    }

    /// Takes a page of the history.
    void history(List<JsonNode> messages) {
        messages.forEach(seen::entry);
        messages.forEach(view::put);
    }

    private void changes(JsonNode batch, long from, long to) {
        long last = from;
        for (JsonNode message : batch.get("changes")) {
            long at = message.get("change_seq").asLong();
            demand(
                    message.get("chat_id").asText().equals(chat),
                    "a message of another chat",
                    batch);
            demand(at > last && at <= to, "changes out of order, or out of (from, to]", batch);
            demand(message.get("seq").asLong() <= at, "changed before it was sent", batch);
            last = at;
            seen.entry(message);
            view.put(message);
            if (at > local) {
                applied.add(new Applied(at, message));
            }
        }
    }

    private void applyHeld() {
        while (!held.isEmpty() && held.firstKey() == local + 1) {
            JsonNode event = held.pollFirstEntry().getValue();
            local++;
            applied.add(new Applied(local, event));
            view.apply(event);
        }
    }

    private void demand(boolean holds, String otherwise, JsonNode batch) {
        if (!holds) {
            throw new AssertionError(
                    "chat %s, local %d: %s: %s".formatted(chat, local, otherwise, batch));
        }
    }
}
