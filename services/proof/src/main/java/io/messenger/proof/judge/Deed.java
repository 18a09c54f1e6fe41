package io.messenger.proof.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/// What is done to a message.
///
/// @param type of the event that tells it, such as `message.edited`
/// @param target the message's seq
/// @param text the hash of the text that it gets; 0 unless it is edited
/// @param emoji of a reaction, else empty
/// @param on whether a reaction or a pin is set; false of all others
public record Deed(String type, long target, int text, String emoji, boolean on) {
    static final String EDITED = "message.edited";
    static final String DELETED = "message.deleted";
    static final String REACTION = "reaction";
    static final String PIN = "pin";

    private static final Map<String, String> TYPES =
            Map.of("edit", EDITED, "delete", DELETED, "react", REACTION, "pin", PIN);

    static boolean isOfChange(JsonNode event) {
        return TYPES.containsValue(event.get("t").asText());
    }

    static Deed ofEvent(JsonNode event) {
        return of(event.get("t").asText(), event.get("target").asLong(), event);
    }

    /// What a device asks for; nothing when its frame asks for no change that others see.
    static Optional<Deed> asked(JsonNode frame) {
        return Optional.ofNullable(TYPES.get(frame.get("t").asText()))
                .filter(_ -> !frame.path("scope").asText().equals("me"))
                .map(type -> of(type, frame.get("seq").asLong(), frame));
    }

    private static Deed of(String type, long target, JsonNode frame) {
        return new Deed(
                type,
                target,
                type.equals(EDITED) ? Item.hash(frame.path("body")) : 0,
                frame.path("emoji").asText(),
                frame.path("on").asBoolean());
    }
}
