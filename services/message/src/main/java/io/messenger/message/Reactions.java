package io.messenger.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import io.messenger.contracts.JsonText;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who reacted to a message, by emoji, in the order in which they did.
final class Reactions {
    private final Map<String, Set<UserId>> users = new LinkedHashMap<>();

    private Reactions() {}

    /// @param json what [#json] wrote
    static Reactions parse(@Nullable String json) {
        Reactions reactions = new Reactions();
        if (json == null) {
            return reactions;
        }
        try {
            for (Map.Entry<String, JsonNode> of : Json.MAPPER.readTree(json).properties()) {
                of.getValue()
                        .forEach(user -> reactions.add(of.getKey(), UserId.parse(user.asText())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reactions are damaged", e);
        }
        return reactions;
    }

    /// Adds one; a second time is a no-op.
    void add(String emoji, UserId user) {
        users.computeIfAbsent(emoji, _ -> new LinkedHashSet<>()).add(user);
    }

    /// Takes one back; one that is not there is a no-op.
    void remove(String emoji, UserId user) {
        users.computeIfPresent(
                emoji,
                (_, those) -> {
                    those.remove(user);
                    return those.isEmpty() ? null : those;
                });
    }

    /// How many different ones there are.
    int kinds() {
        return users.size();
    }

    /// As it is stored and shown; null for none.
    @Nullable String json() {
        if (users.isEmpty()) {
            return null;
        }
        return JsonText.write(out -> {
            out.writeStartObject();
            for (Map.Entry<String, Set<UserId>> of : users.entrySet()) {
                out.writeArrayFieldStart(of.getKey());
                for (UserId user : of.getValue()) {
                    out.writeString(user.toString());
                }
                out.writeEndArray();
            }
            out.writeEndObject();
        });
    }
}
