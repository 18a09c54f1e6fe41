package io.messenger.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Whom a message names, each once and at most [#MAX] users.
public record Mentions(List<UserId> users) {
    /// The most users that one message names.
    public static final int MAX = 50;

    /// The name of the field, on the wire and in the stored message.
    public static final String FIELD = "mentions";

    /// Nobody.
    public static final Mentions NONE = new Mentions(List.of());

    public Mentions {
        users = List.copyOf(new LinkedHashSet<>(users));
        if (users.size() > MAX) {
            throw ApiException.badRequest(FIELD, "A message mentions at most " + MAX + " users.");
        }
    }

    /// Reads the field of those objects that have it.
    ///
    /// @throws ApiException `bad_request` when it is no array of ids, or too long
    public static Mentions read(Fields... objects) {
        Set<UserId> users = new LinkedHashSet<>();
        for (Fields in : objects) {
            if (in.has(FIELD)) {
                in.array(FIELD).forEach(id -> users.add(user(id)));
            }
        }
        return users.isEmpty() ? NONE : new Mentions(List.copyOf(users));
    }

    private static UserId user(JsonNode id) {
        try {
            return UserId.parse(id.textValue() == null ? "" : id.textValue());
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(FIELD, "\"mentions\" must hold ids (UUIDs).");
        }
    }

    /// Without those who do not count.
    public Mentions only(Predicate<UserId> counts) {
        return users.isEmpty() ? this : new Mentions(users.stream().filter(counts).toList());
    }

    /// As it is stored and shown; null for nobody.
    public @Nullable String json() {
        if (users.isEmpty()) {
            return null;
        }
        return JsonText.write(out -> {
            out.writeStartArray();
            for (UserId user : users) {
                out.writeString(user.toString());
            }
            out.writeEndArray();
        });
    }
}
