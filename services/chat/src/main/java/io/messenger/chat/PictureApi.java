package io.messenger.chat;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.Uuids;
import io.messenger.platform.Authentication;
import io.messenger.platform.Pictures;
import io.messenger.platform.Precondition;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.util.UUID;

/// The HTTP operations on the pictures of chats.
record PictureApi(Authentication authentication, ChatPictures pictures) {

    void routing(HttpRouting.Builder routing) {
        routing.put("/v1/chats/{chat}/avatar", authentication.required(this::put))
                .delete("/v1/chats/{chat}/avatar", authentication.required(this::remove))
                // Without a token: the element of a page that shows a picture cannot send one.
                .get(ChatPictures.PATH + "{avatar_id}", this::show);
    }

    private void put(Principal principal, ServerRequest req, ServerResponse res) {
        ChatView changed =
                pictures.put(
                        Caller.of(principal, req),
                        ChatApi.chat(req),
                        Precondition.of(req),
                        Pictures.upload(req));
        changed.tag().show(res);
        Replies.ok(res, changed);
    }

    private void remove(Principal principal, ServerRequest req, ServerResponse res) {
        pictures.remove(Caller.of(principal, req), ChatApi.chat(req), Precondition.of(req));
        Replies.done(res);
    }

    private void show(ServerRequest req, ServerResponse res) {
        UUID name = Requests.pathId(req, "avatar_id", Uuids::parse);
        Pictures.show(req, res, name, pictures.find(name));
    }
}
