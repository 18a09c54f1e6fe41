package io.messenger.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who may see when whom was online: as each one's settings say, and nobody with whom there is a
/// block. The chat service knows of blocks and shared chats; what it does not tell is not shown.
record Privacy(Database database, Peer chats) {
    /// Those of users whom the viewer may see, of users that exist.
    ///
    /// @throws ApiException `unavailable` when the chat service does not answer
    Set<UserId> visible(Viewer viewer, Collection<UserId> users) {
        Map<UserId, SeenBy> by = database.read(db -> SettingsStore.seenBy(db, users));
        try {
            return visible(viewer, by);
        } catch (IOException e) {
            throw ApiException.unavailable("It cannot be told right now who may see whom.", e);
        }
    }

    /// Those whom the viewer may see, of users by what their settings say.
    ///
    /// @throws IOException when the chat service does not answer
    Set<UserId> visible(Viewer viewer, Map<UserId, SeenBy> by) throws IOException {
        Map<UserId, SeenBy> asked = new HashMap<>(by);
        boolean oneself = asked.remove(viewer.userId()) != null;
        asked.values().removeIf(SeenBy.NOBODY::equals);
        Set<UserId> visible = asked.isEmpty() ? new HashSet<>() : ask(viewer, asked);
        if (oneself) {
            visible.add(viewer.userId());
        }
        return visible;
    }

    private Set<UserId> ask(Viewer viewer, Map<UserId, SeenBy> by) throws IOException {
        List<UserId> inChats = new ArrayList<>();
        by.forEach((user, seen) -> {
            if (seen == SeenBy.CHATS) {
                inChats.add(user);
            }
        });
        Peers peers =
                chats.post(
                        viewer.token(),
                        "/internal/v1/peers",
                        Map.of("blocked", by.keySet(), "sharing", inChats),
                        answer ->
                                new Peers(
                                        ids(answer.array("blocked")),
                                        ids(answer.array("sharing"))));
        Set<UserId> visible = new HashSet<>(by.keySet());
        inChats.forEach(visible::remove);
        visible.addAll(peers.sharing());
        visible.removeAll(peers.blocked());
        visible.retainAll(by.keySet());
        return visible;
    }

    private record Peers(Set<UserId> blocked, Set<UserId> sharing) {}

    private static Set<UserId> ids(JsonNode list) {
        Set<UserId> ids = new HashSet<>();
        list.forEach(id -> ids.add(UserId.parse(id.asText())));
        return ids;
    }
}
