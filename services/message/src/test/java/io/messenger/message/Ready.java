package io.messenger.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.testing.FrameSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a gateway gets when it attaches a socket.
record Ready(JsonNode heads, JsonNode ready, List<JsonNode> rest) {
    /// Attaches a device with these cursors.
    static Ready of(World world, UserId user, Map<String, ?> body) {
        String text = world.as(user).post("/internal/v1/attach", body).expect(200).text();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(read(line));
            }
        }
        lines.stream().skip(1).forEach(FrameSchemas::demandFromServer);
        return new Ready(lines.get(0).get("heads"), lines.get(1), lines.subList(2, lines.size()));
    }

    static Ready of(TestChat chat, UserId user) {
        return of(chat.world(), user, Map.of());
    }

    static Ready of(TestChat chat, UserId user, long cursor) {
        return of(chat.world(), user, Map.of("cursors", Map.of(chat.id().toString(), cursor)));
    }

    /// The entry of a chat.
    JsonNode chat(TestChat chat) {
        return ready.get("chats")
                .valueStream()
                .filter(one -> one.get("chat_id").asText().equals(chat.id().toString()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode read(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
