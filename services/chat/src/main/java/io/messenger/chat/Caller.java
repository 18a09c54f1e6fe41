package io.messenger.chat;

import io.helidon.webserver.http.ServerRequest;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Principal;

/// Who asks, with the token that other services are asked with on their behalf.
record Caller(UserId userId, String token) {

    static Caller of(Principal principal, ServerRequest req) {
        return new Caller(principal.userId(), Authentication.token(req));
    }

    /// The token must not get into a log.
    @Override
    public String toString() {
        return userId.toString();
    }
}
