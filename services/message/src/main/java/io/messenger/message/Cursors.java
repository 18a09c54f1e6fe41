package io.messenger.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.contracts.Uuids;
import io.messenger.platform.Requests;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a device stands: the last seq it applied of each chat, and the epoch these belong to.
record Cursors(Map<ChatId, Long> seqs, @Nullable UUID epoch) {
    /// Reads `cursors` and `epoch` of a body.
    ///
    /// @param max the most cursors allowed
    static Cursors read(Fields body, int max) {
        Map<ChatId, Long> seqs = new LinkedHashMap<>();
        if (body.has("cursors")) {
            Fields cursors = body.object("cursors");
            if (cursors.node().size() > max) {
                throw ApiException.field(
                        ErrorCode.TOO_LARGE, "cursors", "At most " + max + " cursors at once.");
            }
            for (Map.Entry<String, JsonNode> cursor : cursors.node().properties()) {
                seqs.put(
                        Requests.id(cursor.getKey(), "cursors", ChatId::parse),
                        cursors.number(cursor.getKey()));
            }
        }
        return new Cursors(seqs, epoch(body));
    }

    private static @Nullable UUID epoch(Fields body) {
        return body.has("epoch") ? Requests.id(body.text("epoch"), "epoch", Uuids::parse) : null;
    }
}
