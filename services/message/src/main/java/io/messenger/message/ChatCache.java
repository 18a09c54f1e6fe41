package io.messenger.message;

import io.messenger.contracts.ChatId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The chats of the partitions this instance owns, as of the last applied command. While the
/// partitions are owned nobody else changes them, so nothing is ever invalidated; when they are
/// lost, or a batch fails, everything is dropped.
///
/// Used by the consumer's thread alone.
final class ChatCache {
    /// The most memberships kept, about 100 bytes each; above, the least recently used chats go.
    private static final int MAX_MEMBERS = 1_000_000;

    private final LinkedHashMap<ChatId, Chat> chats = new LinkedHashMap<>(1024, 0.75f, true);
    private int members;

    /// The chats of `ids` that exist; those not cached are read in one go.
    Map<ChatId, Chat> get(Connection connection, Collection<ChatId> ids) throws SQLException {
        Map<ChatId, Chat> found = new HashMap<>();
        for (ChatId id : ids) {
            Chat chat = chats.get(id);
            if (chat != null) {
                found.put(id, chat);
            }
        }
        List<ChatId> missing =
                ids.stream().filter(id -> !found.containsKey(id)).distinct().toList();
        if (!missing.isEmpty()) {
            found.putAll(ChatStore.load(connection, missing));
        }
        return found;
    }

    /// Keeps the chats of a committed batch.
    void keep(Map<ChatId, Chat> committed) {
        committed.forEach((id, chat) -> {
            Chat before = chats.put(id, chat);
            // The same chat may have grown since it was counted: near enough.
            members += before == null ? chat.members.size() : 0;
        });
        while (members > MAX_MEMBERS && chats.size() > 1) {
            members -= chats.pollFirstEntry().getValue().members.size();
        }
    }

    void drop() {
        chats.clear();
        members = 0;
    }
}
