package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.contracts.UserId;
import io.messenger.platform.Peer;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The user service, which knows who exists.
final class Users {
    /// As many as it answers at once.
    private static final int BATCH = 100;

    private final Peer peer;

    Users(Peer peer) {
        this.peer = peer;
    }

    /// Refuses users that do not exist.
    ///
    /// @param field what the client called them
    /// @throws ApiException `not_found` with that field; `unavailable` when nobody can tell
    void demand(Caller caller, List<UserId> users, String field) {
        Set<UserId> unknown = new HashSet<>(users);
        for (int from = 0; from < users.size(); from += BATCH) {
            List<UserId> batch = users.subList(from, Math.min(from + BATCH, users.size()));
            ask(caller, batch).forEach(unknown::remove);
        }
        if (!unknown.isEmpty()) {
            throw ApiException.field(
                    ErrorCode.NOT_FOUND,
                    field,
                    "There is no user " + unknown.iterator().next() + ".");
        }
    }

    private List<UserId> ask(Caller caller, List<UserId> users) {
        try {
            return peer.post(caller.token(), "/v1/users/batch", Map.of("ids", users), Users::ids);
        } catch (IOException e) {
            throw ApiException.unavailable(
                    "It cannot be checked right now whether the users exist.", e);
        }
    }

    private static List<UserId> ids(Fields answer) {
        return answer.objects("items").stream()
                .map(user -> UserId.parse(user.text("user_id")))
                .toList();
    }
}
