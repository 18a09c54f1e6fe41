package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final String PATH = "/v1/auth/account";
    private static final AuthService AUTH = AuthService.start();

    @AfterAll
    static void close() {
        AUTH.close();
    }

    @Test
    void usersSeeAndChangeWhatIsKeptOfThem() {
        String name = AuthService.newName();
        Map<String, String> body =
                Map.of(
                        "username",
                        name,
                        "password",
                        AuthService.PASSWORD,
                        "email",
                        "ann@example.org");
        AUTH.client().post("/v1/auth/register", body).expect(201);
        LoggedIn ann = AUTH.login(name);
        JsonNode account = ann.client().get(PATH).expect(200).json();
        assertThat(account.get("user_id").asText()).isEqualTo(ann.user());
        assertThat(account.get("username").asText()).isEqualTo(name);
        assertThat(account.get("email").asText()).isEqualTo("ann@example.org");
        assertThat(account.get("second_factor").asBoolean()).isFalse();

        assertThat(changed(ann, Map.of("email", "lee@example.org")).get("email").asText())
                .isEqualTo("lee@example.org");
        assertThat(changed(ann, Map.of()).get("email").asText()).isEqualTo("lee@example.org");
        assertThat(changed(ann, "{\"email\":null}").has("email")).isFalse();
        assertThat(ann.client().get(PATH).expect(200).json().has("email")).isFalse();
    }

    @Test
    void whatCannotBeChangedIsRefusedByName() {
        LoggedIn ann = AUTH.login(AUTH.registered());
        for (Map<String, String> bad :
                List.of(Map.of("email", "nowhere"), Map.of("username", "another"))) {
            JsonNode problem =
                    ann.client()
                            .patch(PATH, bad)
                            .invalidOnPurpose()
                            .expectProblem(400, "bad_request")
                            .json();
            assertThat(problem.get("field").asText()).isEqualTo(bad.keySet().iterator().next());
        }
    }

    @Test
    void onlyALivingSessionSeesIt() {
        LoggedIn ann = AUTH.login(AUTH.registered());
        ann.client().post("/v1/auth/logout").expect(204);
        ann.client().get(PATH).expectProblem(401, "unauthenticated");
        ann.client().patch(PATH, Map.of()).expectProblem(401, "unauthenticated");
        AUTH.client().get(PATH).expectProblem(401, "unauthenticated");
    }

    @Test
    void allOtherSessionsAreEndedAtOnce() {
        String name = AUTH.registered();
        LoggedIn mine = AUTH.login(name);
        LoggedIn one = AUTH.login(name);
        LoggedIn two = AUTH.login(name);
        LoggedIn stranger = AUTH.login(AUTH.registered());
        mine.client().delete("/v1/auth/sessions").expect(204);
        one.refreshing().expectProblem(401, "unauthenticated");
        two.client().get("/v1/auth/sessions").expectProblem(401, "unauthenticated");
        two.client().delete("/v1/auth/sessions").expectProblem(401, "unauthenticated");
        assertThat(
                        mine.refreshed()
                                .client()
                                .get("/v1/auth/sessions")
                                .expect(200)
                                .json()
                                .get("items"))
                .hasSize(1);
        stranger.refreshed();
        mine.client().delete("/v1/auth/sessions").expect(204);
    }

    private static JsonNode changed(LoggedIn who, Object body) {
        return who.client().patch(PATH, body).expect(200).json();
    }
}
