package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What a [TestDevice] keeps and demands, without a socket: the test hands it the frames that a
/// gateway would, may lose some, and answers what it asks for. For one thread.
public final class OfflineDevice {
    private final DeviceChats chats;
    private final Map<String, Long> starts = new HashMap<>();
    private final List<JsonNode> asked = new ArrayList<>();

    /// A device that was never connected.
    public OfflineDevice(String user) {
        chats = new DeviceChats(user, _ -> {});
    }

    /// What it sends with `auth`.
    public Map<String, Long> cursors() {
        return chats.cursors();
    }

    /// Takes the answer to `auth`, up to `synced`.
    ///
    /// @throws AssertionError when it breaks the protocol, as with all that follow
    public void attach(JsonNode ready, List<JsonNode> rest) {
        chats.ready(ready);
        for (JsonNode state : ready.get("chats")) {
            starts.putIfAbsent(state.get("chat_id").asText(), state.get("head_seq").asLong() + 1);
        }
        rest.forEach(this::take);
        chats.synced(ready);
        starts.keySet().retainAll(chats.chats());
    }

    private void take(JsonNode frame) {
        switch (frame.get("t").asText()) {
            case "batch" -> batch(frame);
            case "hidden" -> chats.hidden(frame);
            case "resync" -> chats.resync(frame, asked::add);
            default -> throw new AssertionError("between ready and synced: " + frame);
        }
    }

    /// Takes an event with a `seq`.
    public void event(JsonNode event) {
        String chat = event.get("chat_id").asText();
        boolean had = chats.chats().contains(chat);
        chats.event(event, asked::add);
        if (!had) {
            starts.put(chat, event.get("seq").asLong());
        }
        starts.keySet().retainAll(chats.chats());
    }

    /// Takes a `batch`.
    public void batch(JsonNode batch) {
        String chat = batch.get("chat_id").asText();
        long from = batch.get("from").asLong();
        if (from > chats.cursors().getOrDefault(chat, from)) {
            starts.put(chat, from + 1);
        }
        chats.batch(batch, asked::add);
        starts.keySet().retainAll(chats.chats());
    }

    /// The `sync` requests since the last call.
    public List<JsonNode> asked() {
        List<JsonNode> now = List.copyOf(asked);
        asked.clear();
        return now;
    }

    /// The chats it is in.
    public Set<String> chats() {
        return chats.chats();
    }

    /// The first seq that it must have of a chat: of the joining, or the one after the head that a
    /// new device starts at.
    public long start(String chat) {
        return Objects.requireNonNull(starts.get(chat), "it is not in this chat");
    }

    /// The messages of a chat as it shows them, in the form in which the history has them.
    public List<JsonNode> messages(String chat) {
        return chats.log(chat).orElseThrow().view().messages();
    }
}
