package io.messenger.chat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Fields;
import io.messenger.platform.Authentication;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.time.Clock;

/// The HTTP operations on invites, of those who manage a chat.
record InviteApi(Authentication authentication, Invites invites, Clock clock) {

    /// A new invite in its answer, the only one that has its code.
    private record Created(String code, @JsonUnwrapped Invite invite) {}

    void routing(HttpRouting.Builder routing) {
        routing.get("/v1/chats/{chat}/invites", authentication.required(this::list))
                .post("/v1/chats/{chat}/invites", authentication.required(this::make))
                .delete("/v1/chats/{chat}/invites", authentication.required(this::revokeAll))
                .delete("/v1/chats/{chat}/invites/{invite}", authentication.required(this::revoke));
    }

    private void list(Principal principal, ServerRequest req, ServerResponse res) {
        ChatId chat = ChatApi.chat(req);
        InviteId before =
                req.query().contains("cursor")
                        ? Requests.id(req.query().get("cursor"), "cursor", InviteId::parse)
                        : null;
        int limit = Requests.limit(req, ChatApi.PAGE);
        Replies.ok(res, invites.list(Caller.of(principal, req), chat, before, limit));
    }

    private void make(Principal principal, ServerRequest req, ServerResponse res) {
        ChatId chat = ChatApi.chat(req);
        Fields body = Requests.body(req, "expires_at", "max_uses");
        NewInvite wanted = NewInvite.read(body, clock.instant());
        Invites.Made made = invites.make(Caller.of(principal, req), chat, wanted);
        Replies.created(res, new Created(made.code().text(), made.invite()));
    }

    private void revoke(Principal principal, ServerRequest req, ServerResponse res) {
        ChatId chat = ChatApi.chat(req);
        InviteId invite = Requests.pathId(req, "invite", InviteId::parse);
        invites.revoke(Caller.of(principal, req), chat, invite);
        Replies.done(res);
    }

    private void revokeAll(Principal principal, ServerRequest req, ServerResponse res) {
        invites.revokeAll(Caller.of(principal, req), ChatApi.chat(req));
        Replies.done(res);
    }
}
