package io.messenger.user;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.Uuids;
import io.messenger.platform.Authentication;
import io.messenger.platform.EntityTag;
import io.messenger.platform.Pictures;
import io.messenger.platform.Precondition;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.util.UUID;

/// Pictures over HTTP.
record AvatarApi(
        Avatars avatars, ShownProfiles shown, ChangeLimits limits, Authentication clients) {

    void routing(HttpRouting.Builder routing) {
        routing.put("/v1/users/me/avatar", clients.required(this::put))
                .delete("/v1/users/me/avatar", clients.required(this::remove))
                // Without a token: the element of a page that shows a picture cannot send one.
                .get(Avatars.PATH + "{avatar_id}", this::show);
    }

    private void put(Principal principal, ServerRequest req, ServerResponse res) {
        byte[] upload = Pictures.upload(req);
        limits.picture(principal.userId());
        OwnProfile changed = avatars.put(principal.userId(), upload, Precondition.of(req));
        EntityTag.of(changed.version()).show(res);
        Replies.ok(res, shown.own(changed));
    }

    private void remove(Principal principal, ServerRequest req, ServerResponse res) {
        limits.change(principal.userId());
        avatars.remove(principal.userId(), Precondition.of(req));
        Replies.done(res);
    }

    private void show(ServerRequest req, ServerResponse res) {
        UUID name = Requests.pathId(req, "avatar_id", Uuids::parse);
        Pictures.show(req, res, name, avatars.find(name));
    }
}
