package io.messenger.platform;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An error answer: `application/problem+json` of RFC 9457 with our code.
///
/// @param type always `about:blank`: the code says it
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        @Nullable String field,
        @Nullable Long retryAfterMs) {

    /// The media type of problems.
    static final String MEDIA_TYPE = "application/problem+json";

    /// The problem that tells of a refusal.
    public static Problem of(ApiException e) {
        Duration after = e.retryAfter();
        return new Problem(
                "about:blank",
                Status.create(e.status()).reasonPhrase(),
                e.status(),
                e.code().wire(),
                e.detail(),
                e.field(),
                after == null ? null : after.toMillis());
    }

    /// A problem with a status that differs from its code's usual one.
    public static Problem of(int status, ErrorCode code, String detail) {
        String title = Status.create(status).reasonPhrase();
        return new Problem("about:blank", title, status, code.wire(), detail, null, null);
    }

    /// Answers with this problem.
    public void send(ServerResponse res) {
        res.status(status);
        res.header(HeaderValues.create(HeaderNames.CONTENT_TYPE, MEDIA_TYPE));
        if (status == 401) {
            res.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        if (retryAfterMs != null) {
            // Whole seconds, rounded up: a client that comes back early would be refused again.
            res.header(HeaderNames.RETRY_AFTER, Long.toString((retryAfterMs + 999) / 1000));
        }
        res.send(Json.bytes(this));
    }
}
