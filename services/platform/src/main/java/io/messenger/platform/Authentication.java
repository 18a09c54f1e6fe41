package io.messenger.platform;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;

/// Lets only requests with a valid `Authorization: Bearer` token through to a handler.
public final class Authentication {
    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;

    public Authentication(Tokens tokens) {
        this.tokens = tokens;
    }

    /// A handler that is told who asks.
    @FunctionalInterface
    public interface For {
        /// Answers the request of `caller`.
        void handle(Principal caller, ServerRequest req, ServerResponse res) throws Exception;
    }

    /// Wraps a handler; anonymous requests end in `unauthenticated`.
    public Handler required(For handler) {
        return (req, res) -> handler.handle(caller(req), req, res);
    }

    /// Who asks.
    ///
    /// @throws ApiException as [Tokens#verify]
    public Principal caller(ServerRequest req) {
        return tokens.verify(token(req));
    }

    /// The token of a request, unchecked.
    ///
    /// @throws ApiException `unauthenticated` when there is none
    public static String token(ServerRequest req) {
        return req.headers()
                .first(HeaderNames.AUTHORIZATION)
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .orElseThrow(() ->
                        new ApiException(
                                ErrorCode.UNAUTHENTICATED, "A valid access token is needed."));
    }
}
