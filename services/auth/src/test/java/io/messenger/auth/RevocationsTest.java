package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RevocationsTest {
    private static final AuthService AUTH = AuthService.start("session.most", "2");
    private static final RevokedTopic TOPIC = new RevokedTopic();

    @AfterAll
    static void close() {
        TOPIC.close();
        AUTH.close();
    }

    @Test
    void everyEndOfASessionIsPublishedWithItsReason() {
        String name = AUTH.registered();
        LoggedIn loggedOut = AUTH.login(name);
        loggedOut.client().post("/v1/auth/logout").expect(204);
        assertThat(TOPIC.reasonOf(loggedOut)).isEqualTo("logout");

        LoggedIn ended = AUTH.login(name);
        LoggedIn kept = AUTH.login(name);
        kept.client().delete("/v1/auth/sessions/" + ended.session()).expect(204);
        assertThat(TOPIC.reasonOf(ended)).isEqualTo("ended");

        LoggedIn other = AUTH.login(name);
        kept.client()
                .post(
                        "/v1/auth/password",
                        Map.of(
                                "current_password", AuthService.PASSWORD,
                                "new_password", AuthService.PASSWORD))
                .expect(200);
        assertThat(TOPIC.reasonOf(other)).isEqualTo("password_changed");

        kept.refreshed().refreshed();
        kept.refreshing().expectProblem(401, "unauthenticated");
        assertThat(TOPIC.reasonOf(kept)).isEqualTo("token_reused");
    }

    @Test
    void sessionsThatMadeRoomArePublishedToo() {
        String name = AUTH.registered();
        String device = UUID.randomUUID().toString();
        LoggedIn replaced = on(name, device);
        LoggedIn crowdedOut = on(name, device);
        assertThat(TOPIC.reasonOf(replaced)).isEqualTo("replaced");
        AUTH.login(name);
        AUTH.login(name);
        assertThat(TOPIC.reasonOf(crowdedOut)).isEqualTo("crowded_out");
    }

    @Test
    void whileKafkaIsAwayPeopleLogOutAndItIsToldLater() {
        LoggedIn user = AUTH.login(AUTH.registered());
        AuthService.STACK.kafka().kill();
        try {
            user.client().post("/v1/auth/logout").expect(204);
            assertThat(AUTH.ready()).isTrue();
        } finally {
            AuthService.STACK.kafka().restart();
        }
        assertThat(TOPIC.reasonOf(user)).isEqualTo("logout");
    }

    private static LoggedIn on(String name, String device) {
        Map<String, Object> body =
                Map.of(
                        "username",
                        name,
                        "password",
                        AuthService.PASSWORD,
                        "device",
                        Map.of("id", device));
        return LoggedIn.of(AUTH, AUTH.client().post("/v1/auth/login", body).expect(200).json());
    }
}
