package io.messenger.user;

import io.helidon.webserver.http.ServerRequest;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Principal;

/// Who looks at others, with the token that the chat service is asked with on their behalf.
record Viewer(UserId userId, String token) {
    static Viewer of(Principal principal, ServerRequest req) {
        return new Viewer(principal.userId(), Authentication.token(req));
    }

    /// The token must not get into a log.
    @Override
    public String toString() {
        return userId.toString();
    }
}
