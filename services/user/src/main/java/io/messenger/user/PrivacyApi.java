package io.messenger.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.util.LinkedHashSet;
import java.util.Set;

/// What gateways ask for a user who watches others.
record PrivacyApi(Privacy privacy, Authentication clients) {
    /// As many as a socket may watch, and some.
    private static final int MOST = 5_000;

    private record Visible(Set<UserId> visible) {}

    void routing(HttpRouting.Builder routing) {
        routing.post("/internal/v1/visible", clients.required(this::visible));
    }

    private void visible(Principal principal, ServerRequest req, ServerResponse res) {
        JsonNode list = Requests.body(req, "ids").array("ids");
        if (list.size() > MOST) {
            throw ApiException.badRequest("ids", "Ask for at most " + MOST + " users at once.");
        }
        Set<UserId> ids = new LinkedHashSet<>();
        list.forEach(id -> ids.add(Requests.id(id.asText(), "ids", UserId::parse)));
        Replies.ok(res, new Visible(privacy.visible(Viewer.of(principal, req), ids)));
    }
}
