package io.messenger.proof.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How a message is after its last change.
///
/// @param changeSeq the seq of that change; its own when there was none
/// @param text the hash of its text, 0 of a system message: a log shows nobody's words
/// @param reactions who reacted, by emoji
public record State(
        long changeSeq,
        int text,
        boolean edited,
        boolean deleted,
        boolean pinned,
        Map<String, Set<UserId>> reactions) {
    public State {
        reactions = Map.copyOf(reactions);
    }

    /// As it was sent.
    public static State said(long seq, int text) {
        return new State(seq, text, false, false, false, Map.of());
    }

    static State of(JsonNode message, int text) {
        return new State(
                message.path("change_seq").asLong(message.get("seq").asLong()),
                text,
                message.hasNonNull("edited_at"),
                message.hasNonNull("deleted_at"),
                message.path("pinned").asBoolean(),
                message.path("reactions")
                        .propertyStream()
                        .collect(
                                Collectors.toMap(Map.Entry::getKey, one -> users(one.getValue()))));
    }

    private static Set<UserId> users(JsonNode ids) {
        return ids.valueStream()
                .map(id -> UserId.parse(id.asText()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// As it is when this has been done to it too.
    State after(Change change) {
        Deed deed = change.deed();
        return switch (deed.type()) {
            case Deed.EDITED ->
                    new State(change.seq(), deed.text(), true, deleted, pinned, reactions);
            case Deed.DELETED -> new State(change.seq(), 0, edited, true, false, Map.of());
            case Deed.PIN -> new State(change.seq(), text, edited, deleted, deed.on(), reactions);
            default -> new State(change.seq(), text, edited, deleted, pinned, with(change));
        };
    }

    private Map<String, Set<UserId>> with(Change change) {
        Map<String, Set<UserId>> all = new HashMap<>(reactions);
        Set<UserId> users =
                all.getOrDefault(change.deed().emoji(), Set.of()).stream()
                        .filter(user -> !user.equals(change.sender()))
                        .collect(Collectors.toSet());
        if (change.deed().on()) {
            users.add(change.sender());
        }
        all.put(change.deed().emoji(), Set.copyOf(users));
        all.values().removeIf(Set::isEmpty);
        return all;
    }

    /// The same, whenever it came to be so.
    boolean looksLike(State other) {
        return at(0).equals(other.at(0));
    }

    private State at(long seq) {
        return new State(seq, text, edited, deleted, pinned, reactions);
    }
}
