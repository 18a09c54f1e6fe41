package io.messenger.chat;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Fields;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import org.jspecify.annotations.Nullable;

/// The HTTP operations on the members of a chat.
final class MemberApi {
    private final Authentication authentication;
    private final Members members;

    MemberApi(Authentication authentication, Members members) {
        this.authentication = authentication;
        this.members = members;
    }

    void routing(HttpRouting.Builder routing) {
        routing.get("/v1/chats/{chat}/members", authentication.required(this::list))
                .put("/v1/chats/{chat}/members/{user}", authentication.required(this::put))
                .delete("/v1/chats/{chat}/members/{user}", authentication.required(this::remove))
                .post("/v1/chats/{chat}/owner", authentication.required(this::transfer))
                .post("/v1/chats/{chat}/leave", authentication.required(this::leave));
    }

    private void list(Principal principal, ServerRequest req, ServerResponse res) {
        ChatId chat = ChatApi.chat(req);
        long after = Requests.number(req, "cursor", 1, 0);
        int limit = Requests.limit(req, ChatApi.PAGE);
        Replies.ok(res, members.list(Caller.of(principal, req), chat, after, limit));
    }

    private void put(Principal principal, ServerRequest req, ServerResponse res) {
        ChatId chat = ChatApi.chat(req);
        UserId user = user(req);
        Role role = req.content().hasEntity() ? role(Requests.body(req, "role")) : null;
        Members.Put put = members.put(Caller.of(principal, req), chat, user, role);
        if (put.isNew()) {
            Replies.created(res, put.member());
        } else {
            Replies.ok(res, put.member());
        }
    }

    private static @Nullable Role role(Fields body) {
        try {
            return body.has("role") ? Role.of(body.text("role")) : null;
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("role", "\"role\" is owner, admin, member or reader.");
        }
    }

    private void remove(Principal principal, ServerRequest req, ServerResponse res) {
        ChatId chat = ChatApi.chat(req);
        members.remove(Caller.of(principal, req), chat, user(req));
        Replies.done(res);
    }

    private void transfer(Principal principal, ServerRequest req, ServerResponse res) {
        ChatId chat = ChatApi.chat(req);
        UserId user = Requests.id(Requests.body(req, "user_id"), "user_id", UserId::parse);
        Replies.ok(res, members.transfer(Caller.of(principal, req), chat, user));
    }

    private void leave(Principal principal, ServerRequest req, ServerResponse res) {
        members.leave(Caller.of(principal, req), ChatApi.chat(req));
        Replies.done(res);
    }

    static UserId user(ServerRequest req) {
        return Requests.pathId(req, "user", UserId::parse);
    }
}
