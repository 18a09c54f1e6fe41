package io.messenger.user;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Uuids;
import io.messenger.platform.Authentication;
import io.messenger.platform.EntityTag;
import io.messenger.platform.Precondition;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.util.Set;
import java.util.UUID;

/// Pictures over HTTP.
record AvatarApi(
        Avatars avatars, ShownProfiles shown, ChangeLimits limits, Authentication clients) {
    private static final Set<String> TYPES = Set.of("image/jpeg", "image/png", "image/gif");
    private static final HeaderName NOSNIFF = HeaderNames.create("X-Content-Type-Options");
    private static final HeaderName POLICY = HeaderNames.create("Content-Security-Policy");

    /// A name shows the same for ever; but whoever takes a picture away wants it gone, so no cache
    /// keeps it longer than a day, and none that people share.
    private static final String CACHING = "private, max-age=86400, immutable";

    void routing(HttpRouting.Builder routing) {
        routing.put("/v1/users/me/avatar", clients.required(this::put))
                .delete("/v1/users/me/avatar", clients.required(this::remove))
                // Without a token: the element of a page that shows a picture cannot send one.
                .get(Avatars.PATH + "{avatar_id}", this::show);
    }

    private void put(Principal principal, ServerRequest req, ServerResponse res) {
        // As it came: Helidon's own reading fails for what is no media type.
        String type = req.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!TYPES.contains(type.split(";", 2)[0].strip())) {
            throw new ApiException(
                    ErrorCode.UNSUPPORTED, "A picture is image/jpeg, image/png or image/gif.");
        }
        byte[] upload = Requests.bytes(req, AvatarImages.MAX_BYTES);
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
        byte[] image = avatars.find(name);
        EntityTag tag = EntityTag.named(name.toString());
        tag.show(res);
        res.header(HeaderNames.CACHE_CONTROL, CACHING);
        res.header(NOSNIFF, "nosniff");
        // Opened as a page of its own it is only a picture.
        res.header(POLICY, "default-src 'none'; frame-ancestors 'none'; sandbox");
        if (tag.isHadBy(req)) {
            res.status(304).send();
            return;
        }
        res.header(HeaderNames.CONTENT_TYPE, "image/jpeg");
        res.send(image);
    }
}
