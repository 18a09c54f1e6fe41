package io.messenger.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What tests have said and been told that no log may ever show: passwords, tokens, codes and the
/// texts of messages. Those who talk to a service add to it. Threads share it.
public final class Secrets {
    /// Shorter ones stand anywhere by chance.
    private static final int SHORTEST = 8;

    private static final Set<String> FIELDS =
            Set.of(
                    "password",
                    "current_password",
                    "new_password",
                    "access_token",
                    "refresh_token",
                    "token",
                    "secret",
                    "recovery_codes",
                    "text");

    /// What an invitation opens by, longer than any code of an error.
    private static final String CODE = "code";

    private static final int SHORTEST_CODE = 20;

    private static final Set<String> USED = ConcurrentHashMap.newKeySet();

    private Secrets() {}

    /// All so far.
    public static Set<String> used() {
        return Set.copyOf(USED);
    }

    /// Takes what is secret in a body or a frame; what is no JSON has none.
    public static void in(String json) {
        try {
            JsonNode read = Json.MAPPER.readTree(json);
            if (read != null) {
                in(read);
            }
        } catch (JsonProcessingException e) {
            // A test sends what is no JSON, to see it refused.
        }
    }

    static void in(JsonNode json) {
        json.properties()
                .forEach(field -> {
                    String name = field.getKey();
                    JsonNode value = field.getValue();
                    if (FIELDS.contains(name)) {
                        add(value, SHORTEST);
                    } else if (name.equals(CODE)) {
                        add(value, SHORTEST_CODE);
                    }
                    in(value);
                });
        if (json.isArray()) {
            json.forEach(Secrets::in);
        }
    }

    private static void add(JsonNode value, int shortest) {
        if (value.isTextual() && value.asText().length() >= shortest) {
            USED.add(value.asText());
        }
        if (value.isArray()) {
            value.forEach(one -> add(one, shortest));
        }
    }
}
