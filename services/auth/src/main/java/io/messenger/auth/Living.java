package io.messenger.auth;

import io.helidon.webserver.http.Handler;
import io.messenger.platform.Authentication;

/// Lets only living sessions pass: an access token outlives its session by some minutes.
record Living(Authentication authentication, Sessions sessions) {
    /// Wraps a handler; others end in `unauthenticated`.
    Handler required(Authentication.For handler) {
        return authentication.required((caller, req, res) -> {
            sessions.demandLiving(caller);
            handler.handle(caller, req, res);
        });
    }
}
