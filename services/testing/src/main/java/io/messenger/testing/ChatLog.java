package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /// The requests that are not answered yet, each with the seq that its answer must reach.
    private final Map<String, Long> owed = new HashMap<>();

    private long local;
    private int requests;

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
        return !held.isEmpty() && owed.isEmpty();
    }

    /// Notes that a `sync` goes out: its answer owes all that was already seen. Several may be
    /// under way, since a `resync` does not wait for the answer to an earlier one.
    ///
    /// @return the request's `id`
    String ask() {
        String id = chat + "#" + ++requests;
        owed.put(id, held.isEmpty() ? local : held.lastKey());
        return id;
    }

    /// The chat that the `id` of a `sync` is about.
    static String chatOf(String id) {
        return id.substring(0, id.indexOf('#'));
    }

    /// A request was refused.
    void refused(String id) {
        owed.remove(id);
    }

    /// A new connection: what was asked on the old one is never answered.
    void forgetAsking() {
        owed.clear();
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
        Long due = owed.remove(batch.path("id").asText());
        if (due != null) {
            demand(
                    truncated || local >= due,
                    "an event was delivered live that the later sync lacks",
                    batch);
            demand(!truncated || to > from, "truncated, and no progress", batch);
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
