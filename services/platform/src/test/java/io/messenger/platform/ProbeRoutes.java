package io.messenger.platform;

import io.helidon.webserver.http.HttpRouting;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.contracts.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The API of a service that exists in tests only: one route for each thing that can happen.
final class ProbeRoutes {
    static final TestKey KEY = new TestKey("one");

    private static final Authentication AUTHENTICATION =
            new Authentication(
                    new Tokens(KEY, TestKey.ISSUER, TestKey.AUDIENCE, Clock.systemUTC()));

    private ProbeRoutes() {}

    static void register(HttpRouting.Builder routing) {
        routing.post(
                "/v1/things",
                (req, res) -> {
                    Fields body = Requests.body(req, "name", "owner");
                    Replies.created(res, Map.of("name", body.text("name")));
                });
        routing.put(
                "/v1/owner",
                (req, res) -> {
                    Fields body = Requests.body(req, "owner");
                    Replies.ok(
                            res,
                            Map.of("owner", Requests.id(body, "owner", UserId::parse).toString()));
                });
        routing.get(
                "/v1/things/{id}",
                (req, res) ->
                        Replies.ok(
                                res,
                                Map.of(
                                        "id",
                                        Requests.pathId(req, "id", UserId::parse).toString())));
        routing.delete("/v1/things", (_, res) -> Replies.done(res));
        routing.get(
                "/v1/things",
                (req, res) ->
                        Replies.ok(
                                res,
                                Page.of(
                                        List.of("a", "b", "c"),
                                        Requests.limit(req, 3),
                                        last -> "after-" + last)));
        routing.get(
                "/v1/me",
                AUTHENTICATION.required((caller, _, res) ->
                        Replies.ok(res, Map.of("user", caller.userId().toString()))));
        routing.get("/internal/ok", (_, res) -> Replies.done(res));
        routing.get(
                "/v1/fails",
                (_, _) -> {
                    throw new IllegalStateException("the password is hunter2");
                });
        routing.get(
                "/v1/field",
                (_, _) -> {
                    throw ApiException.field(ErrorCode.CONFLICT, "name", "The name is taken.");
                });
        routing.get(
                "/v1/later",
                (_, _) -> {
                    throw ApiException.later(
                            ErrorCode.RATE_LIMITED, "Too many requests.", Duration.ofMillis(1500));
                });
    }
}
