package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Json;
import io.messenger.contracts.SessionId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Tokens;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/// Refuses requests with tokens of sessions that have ended: the services see only that such a
/// token is still good. Nothing else about a token is looked at here, so one that is none goes on
/// to the service, which refuses it.
record EndedSessions(RevokedSessions revoked) {

    /// Wraps a handler; requests of sessions that have ended are `unauthenticated`.
    Handler refused(Handler handler) {
        return (req, res) -> {
            if (session(req).filter(revoked::contains).isPresent()) {
                throw new ApiException(ErrorCode.UNAUTHENTICATED, "This session has ended.");
            }
            handler.handle(req, res);
        };
    }

    private static Optional<SessionId> session(ServerRequest req) {
        if (!req.headers().contains(HeaderNames.AUTHORIZATION)) {
            return Optional.empty();
        }
        try {
            String[] parts = Authentication.token(req).split("\\.", -1);
            JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return Optional.of(SessionId.parse(claims.path(Tokens.SESSION).asText()));
        } catch (ApiException
                | IOException
                | IllegalArgumentException
                | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
