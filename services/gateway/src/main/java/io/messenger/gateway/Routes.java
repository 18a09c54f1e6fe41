package io.messenger.gateway;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.messenger.contracts.ErrorCode;
import io.messenger.platform.Authentication;
import io.messenger.platform.Requests;
import java.net.URI;
import java.util.Map;

/// Which path belongs to which service. What is not listed does not exist.
record Routes(
        Proxy proxy,
        Map<String, URI> services,
        Authentication authentication,
        EndedSessions ended,
        RestSends sends) {
    private static final Method[] METHODS = {
        Method.GET, Method.POST, Method.PUT, Method.PATCH, Method.DELETE
    };

    void routing(HttpRouting.Builder routing) {
        routing.get(
                "/v1/ws",
                (_, res) -> {
                    res.header(HeaderNames.UPGRADE, "websocket");
                    io.messenger.platform.Problem.of(
                                    426, ErrorCode.UNSUPPORTED, "This path speaks WebSocket.")
                            .send(res);
                });
        routing.post(
                "/v1/chats/{chat_id}/messages",
                ended.refused(authentication.required(sends::send)));
        pass(routing, "message", "/v1/chats/{chat_id}/messages");
        pass(routing, "message", "/v1/chats/{chat_id}/messages/*");
        pass(routing, "message", "/v1/chats/{chat_id}/changes");
        pass(routing, "message", "/v1/chats/{chat_id}/receipts");
        pass(routing, "message", "/v1/search");
        pass(routing, "message", "/v1/sync");
        pass(routing, "chat", "/v1/chats");
        pass(routing, "chat", "/v1/chats/{chat_id}/avatar", Requests.MAX_UPLOAD);
        pass(routing, "chat", "/v1/chats/*");
        pass(routing, "chat", "/v1/invites/*");
        pass(routing, "chat", "/v1/blocks");
        pass(routing, "chat", "/v1/blocks/*");
        pass(routing, "user", "/v1/users");
        pass(routing, "user", "/v1/users/me/avatar", Requests.MAX_UPLOAD);
        pass(routing, "user", "/v1/users/*");
        // Open to all, or to living sessions, which auth itself knows best: a client that logs in
        // may
        // still send its old token.
        passAll(routing, "user", "/v1/avatars/*");
        passAll(routing, "chat", "/v1/chat-avatars/*");
        passAll(routing, "auth", "/v1/auth/*");
        passAll(routing, "auth", "/.well-known/jwks.json");
        services.forEach((name, uri) ->
                routing.get(
                        "/openapi/" + name,
                        (req, res) -> proxy.pass(uri, "/openapi", 0, req, res)));
    }

    private void pass(HttpRouting.Builder routing, String service, String path) {
        pass(routing, service, path, Requests.MAX_BODY);
    }

    private void pass(HttpRouting.Builder routing, String service, String path, int most) {
        route(routing, path, ended.refused(to(service, most)));
    }

    private void passAll(HttpRouting.Builder routing, String service, String path) {
        route(routing, path, to(service, Requests.MAX_BODY));
    }

    private Handler to(String service, int most) {
        URI uri = services.get(service);
        if (uri == null) {
            throw new IllegalArgumentException("no address of " + service);
        }
        return (req, res) -> proxy.pass(uri, most, req, res);
    }

    private static void route(HttpRouting.Builder routing, String path, Handler handler) {
        for (Method method : METHODS) {
            routing.route(method, path, handler);
        }
    }
}
