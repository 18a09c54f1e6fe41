package io.messenger.platform;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.Json;

/// Writes answers.
public final class Replies {
    private Replies() {}

    /// Answers 200 with JSON.
    public static void ok(ServerResponse res, Object body) {
        json(res, 200, body);
    }

    /// Answers 201 with JSON.
    public static void created(ServerResponse res, Object body) {
        json(res, 201, body);
    }

    /// Answers 204.
    public static void done(ServerResponse res) {
        res.status(204);
        res.send();
    }

    /// Answers with JSON that is already encoded.
    public static void raw(ServerResponse res, int status, byte[] json) {
        res.status(status);
        res.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, "application/json"));
        res.send(json);
    }

    private static void json(ServerResponse res, int status, Object body) {
        raw(res, status, Json.bytes(body));
    }
}
