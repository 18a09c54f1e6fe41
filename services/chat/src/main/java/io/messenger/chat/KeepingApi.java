package io.messenger.chat;

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

/// The HTTP operations on how one keeps a chat for oneself.
record KeepingApi(Authentication authentication, Keeping keeping, Chats chats, Clock clock) {

    void routing(HttpRouting.Builder routing) {
        routing.put("/v1/chats/{chat}/mute", authentication.required(this::mute))
                .put("/v1/chats/{chat}/archive", authentication.required(this::archive))
                .delete("/v1/chats/{chat}/archive", authentication.required(this::takeOut));
    }

    private void mute(Principal principal, ServerRequest req, ServerResponse res) {
        Caller caller = Caller.of(principal, req);
        ChatId chat = ChatApi.chat(req);
        Fields body = Requests.body(req, "until");
        keeping.mute(caller, chat, GivenTime.after(clock.instant(), body, "until"));
        Replies.ok(res, chats.get(caller, chat));
    }

    private void archive(Principal principal, ServerRequest req, ServerResponse res) {
        Caller caller = Caller.of(principal, req);
        ChatId chat = ChatApi.chat(req);
        keeping.archive(caller, chat, true);
        Replies.ok(res, chats.get(caller, chat));
    }

    private void takeOut(Principal principal, ServerRequest req, ServerResponse res) {
        keeping.archive(Caller.of(principal, req), ChatApi.chat(req), false);
        Replies.done(res);
    }
}
