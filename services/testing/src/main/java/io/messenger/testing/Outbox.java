package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ClientMsgId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What a device sent and has no answer to, in order. An entry leaves it by its echo, by a final
/// refusal, or by the word that it changed nothing. Guarded by the device.
final class Outbox {
    private static final Set<String> PASSING = Set.of("rate_limited", "unavailable", "internal");

    private final String user;
    private final Map<String, Sent> waiting = new LinkedHashMap<>();
    private final Map<String, JsonNode> echoes = new HashMap<>();
    private final Map<String, String> refusals = new HashMap<>();

    /// @param nanos when it was last put on the wire, or put here
    /// @param written whether it ever was on a wire
    private record Sent(JsonNode frame, long nanos, boolean written) {
        static Sent now(JsonNode frame, boolean written) {
            return new Sent(frame, System.nanoTime(), written);
        }
    }

    Outbox(String user) {
        this.user = user;
    }

    void add(ClientMsgId id, JsonNode send) {
        waiting.put(id.toString(), Sent.now(send, false));
    }

    /// Takes any stored event or message; an own one is the acknowledgement. One that shows
    /// nothing, as `unseen`, is nobody's.
    void stored(JsonNode entry) {
        String id = entry.path("client_msg_id").asText();
        if (entry.path("sender_id").asText().equals(user)) {
            if (refusals.containsKey(id)) {
                throw new AssertionError(
                        "refused with %s, but stored: %s".formatted(refusals.get(id), entry));
            }
            waiting.remove(id);
            echoes.putIfAbsent(id, entry);
        }
    }

    /// Takes `reply`: the change with this key changed nothing.
    void idle(String id) {
        waiting.remove(id);
    }

    /// Takes `rejected`.
    ///
    /// @return whether it passes, so that the send must be tried again
    boolean refused(JsonNode rejected) {
        String id = rejected.get("client_msg_id").asText();
        if (PASSING.contains(rejected.get("code").asText())) {
            return waiting.containsKey(id);
        }
        if (echoes.containsKey(id)) {
            throw new AssertionError(
                    "stored as %s, but refused: %s".formatted(echoes.get(id), rejected));
        }
        waiting.remove(id);
        refusals.put(id, rejected.get("code").asText());
        return false;
    }

    /// Hands out what was never on a wire, in order.
    void sendNew(Consumer<JsonNode> send) {
        waiting.replaceAll((id, sent) -> {
            if (!sent.written()) {
                send.accept(sent.frame());
            }
            return sent.written() ? sent : Sent.now(sent.frame(), true);
        });
    }

    /// Hands out everything that waits, in order, with the keys it had.
    void resend(Consumer<JsonNode> send) {
        waiting.replaceAll((id, sent) -> Sent.now(sent.frame(), true));
        waiting.values().forEach(sent -> send.accept(sent.frame()));
    }

    /// Whether the oldest entry has waited that long since it was last sent.
    boolean isOverdue(Duration patience) {
        return waiting.values().stream()
                .limit(1)
                .anyMatch(sent -> System.nanoTime() - sent.nanos() > patience.toNanos());
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    Optional<JsonNode> echo(ClientMsgId id) {
        return Optional.ofNullable(echoes.get(id.toString()));
    }

    Optional<String> refusal(ClientMsgId id) {
        return Optional.ofNullable(refusals.get(id.toString()));
    }

    @Override
    public String toString() {
        return waiting.keySet().toString();
    }
}
