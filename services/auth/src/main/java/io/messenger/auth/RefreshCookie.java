package io.messenger.auth;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/// The refresh token of a browser: a cookie that its scripts cannot read, that goes to auth alone
/// and never along with a request of another site.
final class RefreshCookie {
    /// A form or an image of another site cannot set it, and a script has to ask before it may: a
    /// second lock beside `SameSite`, for browsers and sites where that one does not hold.
    static final HeaderName GUARD = HeaderNames.create("X-Requested-With");

    private static final String NAME = "messenger_refresh";
    private static final String WHERE = "; Path=/v1/auth; HttpOnly; SameSite=Strict";

    private RefreshCookie() {}

    /// Whether the request carries one, good or not.
    static boolean in(ServerRequest req) {
        return value(req).isPresent();
    }

    /// Reads it.
    ///
    /// @throws ApiException `unauthenticated` without one, `forbidden` without the guard
    static String of(ServerRequest req) {
        String token =
                value(req)
                        .orElseThrow(() ->
                                new ApiException(
                                        ErrorCode.UNAUTHENTICATED,
                                        "There is neither a refresh token nor a cookie."));
        if (!req.headers().contains(GUARD)) {
            throw new ApiException(
                    ErrorCode.FORBIDDEN,
                    "The cookie counts only with the header " + GUARD.defaultCase() + ".");
        }
        return token;
    }

    /// Has the browser keep it.
    ///
    /// @param life as long as the session lives unused
    static void give(ServerRequest req, ServerResponse res, String token, Duration life) {
        set(req, res, token, life.toSeconds());
    }

    /// Has the browser forget it.
    static void take(ServerRequest req, ServerResponse res) {
        set(req, res, "", 0);
    }

    private static Optional<String> value(ServerRequest req) {
        return req.headers().cookies().first(NAME).asOptional().filter(text -> !text.isEmpty());
    }

    private static void set(ServerRequest req, ServerResponse res, String token, long seconds) {
        // The browser says how it came to the gateway; TLS may end before it.
        boolean secure =
                req.headers()
                        .first(HeaderNames.ORIGIN)
                        .filter(origin -> origin.startsWith("https:"))
                        .isPresent();
        String kept = "; Max-Age=" + seconds + (secure ? "; Secure" : "");
        res.header(HeaderNames.SET_COOKIE, NAME + '=' + token + WHERE + kept);
    }
}
