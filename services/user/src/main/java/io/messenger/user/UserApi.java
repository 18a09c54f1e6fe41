package io.messenger.user;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.DisplayName;
import io.messenger.contracts.Fields;
import io.messenger.contracts.Profile;
import io.messenger.contracts.Text;
import io.messenger.contracts.UserId;
import io.messenger.contracts.Username;
import io.messenger.platform.Authentication;
import io.messenger.platform.EntityTag;
import io.messenger.platform.Page;
import io.messenger.platform.Precondition;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.util.LinkedHashSet;
import java.util.Set;

/// Profiles over HTTP.
final class UserApi {
    private static final int MOST = 100;

    private final Profiles profiles;
    private final ShownProfiles shown;
    private final ChangeLimits limits;
    private final Authentication clients;
    private final Authentication services;

    /// @param clients lets the tokens of clients pass
    /// @param services lets the tokens pass with which other services act for a user
    UserApi(
            Profiles profiles,
            ShownProfiles shown,
            ChangeLimits limits,
            Authentication clients,
            Authentication services) {
        this.profiles = profiles;
        this.shown = shown;
        this.limits = limits;
        this.clients = clients;
        this.services = services;
    }

    void routing(HttpRouting.Builder routing) {
        routing.put("/internal/v1/profile", services.required(this::make))
                .delete("/internal/v1/profile", services.required(this::remove))
                .get("/v1/users/me", clients.required(this::own))
                .patch("/v1/users/me", clients.required(this::change))
                .post("/v1/users/batch", clients.required(this::batch))
                .get("/v1/users/{id}", clients.required(this::read))
                .get("/v1/users", clients.required(this::search));
    }

    private void make(Principal user, ServerRequest req, ServerResponse res) {
        Fields body = Requests.body(req, "username", "display_name");
        OwnProfile wanted =
                OwnProfile.made(
                        user.userId(),
                        Username.parse(body.text("username")),
                        DisplayName.parse(body.text("display_name")));
        Replies.ok(res, profiles.make(wanted).shown());
    }

    private void remove(Principal user, ServerRequest req, ServerResponse res) {
        profiles.remove(user.userId());
        Replies.done(res);
    }

    private void own(Principal caller, ServerRequest req, ServerResponse res) {
        answer(res, profiles.own(caller.userId()));
    }

    private void change(Principal caller, ServerRequest req, ServerResponse res) {
        ProfileChange change = ProfileChange.of(Requests.body(req, ProfileChange.FIELDS));
        limits.change(caller.userId());
        answer(
                res,
                profiles.change(
                        caller.userId(), Precondition.of(req), (_, before) -> change.of(before)));
    }

    private void answer(ServerResponse res, OwnProfile profile) {
        EntityTag.of(profile.version()).show(res);
        Replies.ok(res, shown.own(profile));
    }

    private void read(Principal caller, ServerRequest req, ServerResponse res) {
        Profile profile = profiles.of(Requests.pathId(req, "id", UserId::parse));
        Replies.ok(res, shown.to(Viewer.of(caller, req), profile));
    }

    private void batch(Principal caller, ServerRequest req, ServerResponse res) {
        JsonNode list = Requests.body(req, "ids").array("ids");
        if (list.size() > MOST) {
            throw ApiException.badRequest("ids", "Ask for at most " + MOST + " users at once.");
        }
        Set<UserId> ids = new LinkedHashSet<>();
        for (JsonNode id : list) {
            ids.add(Requests.id(id.asText(), "ids", UserId::parse));
        }
        Replies.ok(res, Page.whole(shown.to(Viewer.of(caller, req), profiles.of(ids))));
    }

    private void search(Principal caller, ServerRequest req, ServerResponse res) {
        String query = req.query().contains("q") ? SearchTerms.fold(req.query().get("q")) : "";
        if (query.isEmpty()
                || query.codePointCount(0, query.length()) > SearchTerms.MAX_CHARS
                || !Text.storable(query)) {
            throw ApiException.badRequest(
                    "q", "Search for 1 to " + SearchTerms.MAX_CHARS + " characters.");
        }
        SearchCursor after =
                req.query().contains("cursor")
                        ? SearchCursor.parse(req.query().get("cursor"))
                        : SearchCursor.before(query);
        Page<Profile> page = profiles.search(query, after, Requests.limit(req, MOST));
        Replies.ok(res, page.map(some -> shown.to(Viewer.of(caller, req), some)));
    }
}
