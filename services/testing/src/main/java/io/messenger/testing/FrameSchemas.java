package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Holds frames and Kafka records to `docs/asyncapi.yaml`: a frame is valid by the payload of the
/// message that is named after its side and its `t` (`server.message.new`), and has no field that
/// the document does not name. Safe for use by several threads.
public final class FrameSchemas {
    private static final JsonNode DOCUMENT = TestYaml.resource("asyncapi/asyncapi.yaml");
    private static final Place MESSAGES =
            Place.root(DOCUMENT).written("components").written("messages");
    private static final SchemaSet SCHEMAS = new SchemaSet(DOCUMENT);

    private FrameSchemas() {}

    /// The frames that devices send, as the document names them: `client.send` and the like.
    public static Set<String> ofClients() {
        return MESSAGES.writtenChildren()
                .map(Place::name)
                .filter(name -> name.startsWith("client."))
                .collect(Collectors.toSet());
    }

    /// Demands that the gateway may send this frame to a device.
    ///
    /// @throws AssertionError when the document has no such frame, or another form of it
    public static void demandFromServer(JsonNode frame) {
        demand("server." + type(frame), frame);
    }

    /// Demands that a device may send this frame to the gateway.
    public static void demandFromClient(JsonNode frame) {
        demand("client." + type(frame), frame);
    }

    /// Demands that a value is valid by the payload of a message, such as `command` for the values
    /// of `message.send`.
    public static void demand(String message, JsonNode value) {
        Place place = MESSAGES.written(message);
        if (!place.exists()) {
            throw new AssertionError(
                    "docs/asyncapi.yaml has no message %s for %s".formatted(message, value));
        }
        List<String> violations = SCHEMAS.violations(place.written("payload"), value);
        if (!violations.isEmpty()) {
            throw new AssertionError(
                    "no valid %s by docs/asyncapi.yaml: %s %s"
                            .formatted(message, violations, value));
        }
    }

    private static String type(JsonNode frame) {
        if (!frame.path("t").isTextual()) {
            throw new AssertionError("a frame without a string t: " + frame);
        }
        return frame.get("t").asText();
    }
}
