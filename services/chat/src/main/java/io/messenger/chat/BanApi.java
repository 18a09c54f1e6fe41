package io.messenger.chat;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;

/// The HTTP operations on bans.
record BanApi(Authentication authentication, Bans bans) {

    void routing(HttpRouting.Builder routing) {
        routing.get("/v1/chats/{chat}/bans", authentication.required(this::list))
                .put("/v1/chats/{chat}/bans/{user}", authentication.required(this::put))
                .delete("/v1/chats/{chat}/bans/{user}", authentication.required(this::remove));
    }

    private void list(Principal principal, ServerRequest req, ServerResponse res) {
        ChatId chat = ChatApi.chat(req);
        UserId after = BlockApi.after(req);
        int limit = Requests.limit(req, ChatApi.PAGE);
        Replies.ok(res, bans.list(Caller.of(principal, req), chat, after, limit));
    }

    private void put(Principal principal, ServerRequest req, ServerResponse res) {
        Bans.Put put = bans.put(Caller.of(principal, req), ChatApi.chat(req), MemberApi.user(req));
        if (put.isNew()) {
            Replies.created(res, put.ban());
        } else {
            Replies.ok(res, put.ban());
        }
    }

    private void remove(Principal principal, ServerRequest req, ServerResponse res) {
        bans.remove(Caller.of(principal, req), ChatApi.chat(req), MemberApi.user(req));
        Replies.done(res);
    }
}
