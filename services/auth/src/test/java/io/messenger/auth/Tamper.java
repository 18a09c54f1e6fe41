package io.messenger.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.messenger.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/// Reads and forges tokens, as an attacker would.
final class Tamper {
    private Tamper() {}

    static String kid(String token) {
        return part(token, 0).get("kid").asText();
    }

    static JsonNode payload(String token) {
        return part(token, 1);
    }

    /// The token with another payload under the old signature.
    static String withPayload(String token, Consumer<ObjectNode> change) {
        ObjectNode payload = part(token, 1);
        change.accept(payload);
        String[] parts = token.split("\\.", -1);
        return parts[0] + "." + encode(payload) + "." + parts[2];
    }

    /// The token with another header and this signature.
    static String withHeader(String token, Consumer<ObjectNode> change, byte[] signature) {
        ObjectNode header = part(token, 0);
        change.accept(header);
        return encode(header)
                + "."
                + token.split("\\.", -1)[1]
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    /// What a signature is made of.
    static byte[] signed(String token) {
        return token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    private static ObjectNode part(String token, int index) {
        try {
            return Json.read(
                    Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]), ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(JsonNode json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(json));
    }
}
