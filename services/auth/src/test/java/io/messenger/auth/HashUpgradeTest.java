package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HashUpgradeTest {
    @Test
    void aLoginMakesAHashOfAnotherCostAnew() {
        try (AuthService weak = AuthService.start("password.passes", "1");
                AuthService strong = weak.beside()) {
            String name = weak.registered();
            assertThat(hash(weak, name)).startsWith("$argon2id$v=19$m=19456,t=1,p=1$");

            wrong(strong, name);
            assertThat(hash(strong, name)).startsWith("$argon2id$v=19$m=19456,t=1,p=1$");

            LoggedIn session = strong.login(name);
            String upgraded = hash(strong, name);
            assertThat(upgraded).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
            session.refreshed();

            double before = strong.hashed();
            strong.login(name);
            assertThat(strong.hashed() - before).isEqualTo(1);
            assertThat(hash(strong, name)).isEqualTo(upgraded);
            wrong(strong, name);
        }
    }

    private static String hash(AuthService auth, String name) {
        return auth.stored("SELECT password_hash FROM auth.account WHERE username = ?", name);
    }

    private static void wrong(AuthService auth, String name) {
        auth.client()
                .post("/v1/auth/login", Map.of("username", name, "password", "not the password"))
                .expectProblem(401, "unauthenticated");
    }
}
