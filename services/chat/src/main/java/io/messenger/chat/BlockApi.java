package io.messenger.chat;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import org.jspecify.annotations.Nullable;

/// The HTTP operations on blocks.
record BlockApi(Authentication authentication, Blocks blocks) {

    void routing(HttpRouting.Builder routing) {
        routing.get("/v1/blocks", authentication.required(this::list))
                .get("/v1/blocks/{user}", authentication.required(this::get))
                .put("/v1/blocks/{user}", authentication.required(this::put))
                .delete("/v1/blocks/{user}", authentication.required(this::remove));
    }

    private void list(Principal principal, ServerRequest req, ServerResponse res) {
        UserId after = after(req);
        int limit = Requests.limit(req, ChatApi.PAGE);
        Replies.ok(res, blocks.list(Caller.of(principal, req), after, limit));
    }

    /// The user with whom the page before ended.
    static @Nullable UserId after(ServerRequest req) {
        return req.query().contains("cursor")
                ? Requests.id(req.query().get("cursor"), "cursor", UserId::parse)
                : null;
    }

    private void get(Principal principal, ServerRequest req, ServerResponse res) {
        Replies.ok(res, blocks.get(Caller.of(principal, req), MemberApi.user(req)));
    }

    private void put(Principal principal, ServerRequest req, ServerResponse res) {
        Blocks.Put put = blocks.put(Caller.of(principal, req), MemberApi.user(req));
        if (put.isNew()) {
            Replies.created(res, put.block());
        } else {
            Replies.ok(res, put.block());
        }
    }

    private void remove(Principal principal, ServerRequest req, ServerResponse res) {
        blocks.remove(Caller.of(principal, req), MemberApi.user(req));
        Replies.done(res);
    }
}
