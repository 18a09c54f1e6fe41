package io.messenger.chat;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.platform.Authentication;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;

/// The HTTP operations of whoever holds the code of an invite.
record JoiningApi(Authentication authentication, Joining joining, Chats chats) {

    void routing(HttpRouting.Builder routing) {
        routing.get("/v1/invites/{code}", authentication.required(this::preview))
                .post("/v1/invites/{code}/join", authentication.required(this::join));
    }

    private void preview(Principal principal, ServerRequest req, ServerResponse res) {
        Replies.ok(res, joining.preview(Caller.of(principal, req), code(req)));
    }

    private void join(Principal principal, ServerRequest req, ServerResponse res) {
        Caller caller = Caller.of(principal, req);
        Joining.Joined joined = joining.join(caller, code(req));
        ChatView chat = chats.get(caller, joined.chat());
        if (joined.isNew()) {
            Replies.created(res, chat);
        } else {
            Replies.ok(res, chat);
        }
    }

    private static InviteCode code(ServerRequest req) {
        return InviteCode.of(req.path().pathParameters().get("code"));
    }
}
