package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Fields;
import io.messenger.contracts.Json;
import io.messenger.contracts.Text;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A frame as a client sent it.
///
/// @param type its `t`
/// @param id the client's own name for the request, echoed in the answer; null when none is wanted
record ClientFrame(String type, @Nullable String id, Fields fields) {
    private static final int MAX_ID = 128;

    /// Reads a frame; empty when it is no JSON object with a string `t`.
    static Optional<ClientFrame> parse(byte[] utf8) {
        try {
            JsonNode node = Json.MAPPER.readTree(utf8);
            if (node == null || !node.isObject() || !node.path("t").isTextual()) {
                return Optional.empty();
            }
            JsonNode id = node.get("id");
            boolean usable =
                    id != null
                            && id.isValueNode()
                            && !id.isNull()
                            && id.asText().length() <= MAX_ID
                            && Text.storable(id.asText());
            return Optional.of(
                    new ClientFrame(
                            node.get("t").textValue(),
                            usable ? id.asText() : null,
                            new Fields(node)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
