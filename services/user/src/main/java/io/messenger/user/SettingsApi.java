package io.messenger.user;

import io.helidon.dbclient.DbExecute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.Json;
import io.messenger.contracts.PrivacyChanged;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Database;
import io.messenger.platform.EntityTag;
import io.messenger.platform.Precondition;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import io.messenger.platform.StatePublisher;

/// Settings over HTTP.
record SettingsApi(
        Database database, StatePublisher privacy, ChangeLimits limits, Authentication clients) {
    void routing(HttpRouting.Builder routing) {
        routing.get("/v1/users/me/settings", clients.required(this::read))
                .put("/v1/users/me/settings", clients.required(this::replace));
    }

    private void read(Principal caller, ServerRequest req, ServerResponse res) {
        answer(
                res,
                database.read(db -> SettingsStore.find(db, caller.userId()))
                        .orElseThrow(Profiles::notYet));
    }

    private void replace(Principal caller, ServerRequest req, ServerResponse res) {
        UserSettings wanted = UserSettings.of(Requests.body(req, "last_seen", "notifications"));
        Precondition precondition = Precondition.of(req);
        limits.change(caller.userId());
        Replaced replaced =
                database.write(db -> replace(db, caller.userId(), precondition, wanted));
        if (replaced.before().lastSeen() != wanted.lastSeen()) {
            PrivacyChanged changed = new PrivacyChanged(caller.userId(), null);
            privacy.publish(changed.key(), Json.bytes(changed));
        }
        answer(res, replaced.after());
    }

    private record Replaced(UserSettings before, SettingsStore.Kept after) {}

    private static Replaced replace(
            DbExecute db, UserId user, Precondition precondition, UserSettings wanted) {
        // The profile's lock is that of its settings too, which may not be there yet.
        if (ProfileStore.lock(db, user).isEmpty()) {
            throw Profiles.notYet();
        }
        SettingsStore.Kept before = SettingsStore.find(db, user).orElseThrow(Profiles::notYet);
        precondition.demand(EntityTag.of(before.version()));
        if (wanted.equals(before.settings())) {
            return new Replaced(wanted, before);
        }
        SettingsStore.Kept after = new SettingsStore.Kept(wanted, before.version() + 1);
        SettingsStore.keep(db, user, after);
        return new Replaced(before.settings(), after);
    }

    private static void answer(ServerResponse res, SettingsStore.Kept kept) {
        EntityTag.of(kept.version()).show(res);
        Replies.ok(res, kept.settings());
    }
}
