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

    /// @param members the memberships it was counted with; it may have grown since
    private record Kept(Chat chat, int members) {}

    private final LinkedHashMap<ChatId, Kept> chats = new LinkedHashMap<>(1024, 0.75f, true);
    private int members;

    /// The chats of `ids` that exist; those not cached are read in one go.
    Map<ChatId, Chat> get(Connection connection, Collection<ChatId> ids) throws SQLException {
        Map<ChatId, Chat> found = new HashMap<>();
        for (ChatId id : ids) {
            Kept kept = chats.get(id);
            if (kept != null) {
                found.put(id, kept.chat());
            }
        }
        List<ChatId> missing = ids.stream().filter(id -> !found.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            found.putAll(ChatStore.load(connection, missing));
        }
        return found;
    }

    /// Keeps the chats of a batch.
    void keep(Map<ChatId, Chat> applied) {
        applied.forEach((id, chat) -> {
            Kept now = new Kept(chat, chat.members.size());
            Kept before = chats.put(id, now);
            members += now.members() - (before == null ? 0 : before.members());
        });
        while (members > MAX_MEMBERS && chats.size() > 1) {
            members -= chats.pollFirstEntry().getValue().members();
        }
    }

    void drop() {
        chats.clear();
        members = 0;
    }
}
