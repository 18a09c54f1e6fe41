package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OutageTest {
    @Test
    void whileTheDatabaseIsAwayTheServiceSaysSoAndThenGoesOn() {
        try (AuthService auth = AuthService.start()) {
            LoggedIn user = auth.login(auth.registered());
            AuthService.STACK.postgres().stop();
            try {
                assertThat(auth.ready()).isFalse();
                user.client().get("/v1/auth/sessions").expectProblem(503, "unavailable");
                user.refreshing().expectProblem(503, "unavailable");
                auth.client().get("/.well-known/jwks.json").expect(200);
            } finally {
                AuthService.STACK.postgres().restart();
            }
            Awaitility.await().until(auth::ready);
            user.refreshed();
        }
    }
}
