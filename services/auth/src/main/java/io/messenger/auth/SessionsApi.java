package io.messenger.auth;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.SessionId;
import io.messenger.contracts.SessionRevoked.Reason;
import io.messenger.platform.Page;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.time.Instant;

/// What a user does with sessions once there is one: list and end them.
record SessionsApi(Living living, Sessions sessions) {
    void routing(HttpRouting.Builder routing) {
        routing.post("/v1/auth/logout", living.required(this::logout))
                .get("/v1/auth/sessions", living.required(this::list))
                .delete("/v1/auth/sessions", living.required(this::endOthers))
                .delete("/v1/auth/sessions/{id}", living.required(this::end));
    }

    /// A session as its owner sees it.
    ///
    /// @param current whether it is the one that asks
    private record View(
            SessionId sessionId,
            DeviceId deviceId,
            String deviceName,
            Instant createdAt,
            Instant lastUsedAt,
            boolean current) {
        static View of(Session session, Principal caller) {
            return new View(
                    session.id(),
                    session.device().id(),
                    session.device().name(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.id().equals(caller.sessionId()));
        }
    }

    private void list(Principal caller, ServerRequest req, ServerResponse res) {
        Replies.ok(
                res,
                Page.whole(
                        sessions.list(caller.userId()).stream()
                                .map(session -> View.of(session, caller))
                                .toList()));
    }

    private void end(Principal caller, ServerRequest req, ServerResponse res) {
        SessionId session = Requests.pathId(req, "id", SessionId::parse);
        sessions.end(caller.userId(), session, Reason.ENDED);
        Replies.done(res);
    }

    private void endOthers(Principal caller, ServerRequest req, ServerResponse res) {
        sessions.endOthers(caller);
        Replies.done(res);
    }

    private void logout(Principal caller, ServerRequest req, ServerResponse res) {
        sessions.end(caller.userId(), caller.sessionId(), Reason.LOGOUT);
        if (RefreshCookie.in(req)) {
            RefreshCookie.take(req, res);
        }
        Replies.done(res);
    }
}
