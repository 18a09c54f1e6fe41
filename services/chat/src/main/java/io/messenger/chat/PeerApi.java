package io.messenger.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.Fields;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Database;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What the user service asks for a user, to know whom of others that user may see.
record PeerApi(Authentication authentication, Database database) {
    /// As many as a socket may watch, and some.
    private static final int MOST = 5_000;

    /// @param blocked with whom there is a block, either way
    /// @param sharing who is in a chat with the caller
    private record Peers(List<UserId> blocked, List<UserId> sharing) {}

    void routing(HttpRouting.Builder routing) {
        routing.post("/internal/v1/peers", authentication.required(this::peers));
    }

    private void peers(Principal principal, ServerRequest req, ServerResponse res) {
        Fields body = Requests.body(req, "blocked", "sharing");
        Set<UserId> blocked = ids(body, "blocked");
        Set<UserId> sharing = ids(body, "sharing");
        UserId caller = principal.userId();
        Replies.ok(
                res,
                database.read(db -> {
                    PeerStore peers = new PeerStore(db);
                    return new Peers(peers.blocks(caller, blocked), peers.shares(caller, sharing));
                }));
    }

    private static Set<UserId> ids(Fields body, String field) {
        JsonNode list = body.array(field);
        if (list.size() > MOST) {
            throw ApiException.badRequest(field, "Ask for at most " + MOST + " users at once.");
        }
        Set<UserId> ids = new LinkedHashSet<>();
        list.forEach(id -> ids.add(Requests.id(id.asText(), field, UserId::parse)));
        return ids;
    }
}
