package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/// Remembers every event of one chat that a device ever saw, and fails when the log contradicts
/// itself: one seq with two events, or one `client_msg_id` of a sender at two seqs.
final class SeenEvents {
    private final Map<Long, String> keyBySeq = new HashMap<>();
    private final Map<String, Long> seqByKey = new HashMap<>();
    private final Map<Long, JsonNode> eventBySeq = new HashMap<>();

    /// @throws AssertionError when another event was seen at its seq, or its message at another seq
    void event(JsonNode event) {
        entry(event);
        ObjectNode bare = event.deepCopy();
        // The chat object is how the chat is now, for the one who starts it here.
        bare.remove("chat");
        JsonNode before = eventBySeq.putIfAbsent(event.get("seq").asLong(), bare);
        if (before != null && !before.equals(bare)) {
            throw new AssertionError("two events with one seq: %s and %s".formatted(before, bare));
        }
    }

    /// Takes a message's state, from a batch or the history, or the common part of an event.
    void entry(JsonNode entry) {
        if (!entry.has("client_msg_id")) {
            // Such as `unseen`, or one of a later version: it has a place and no key.
            return;
        }
        long seq = entry.get("seq").asLong();
        String key = entry.get("sender_id").asText() + " " + entry.get("client_msg_id").asText();
        String before = keyBySeq.putIfAbsent(seq, key);
        if (before != null && !before.equals(key)) {
            throw new AssertionError(
                    "seq %d was of %s and is now %s".formatted(seq, before, entry));
        }
        Long other = seqByKey.putIfAbsent(key, seq);
        if (other != null && other != seq) {
            throw new AssertionError("stored twice, at seq %d and as %s".formatted(other, entry));
        }
    }
}
