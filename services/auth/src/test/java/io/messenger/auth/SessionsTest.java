package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private static final AuthService AUTH =
            AuthService.start("session.most", "3", "login.failures-per-username", "2");

    @AfterAll
    static void close() {
        AUTH.close();
    }

    @Test
    void listShowsEachDeviceAndWhichOneAsks() {
        String name = AUTH.registered();
        LoggedIn phone = on(name, UUID.randomUUID().toString(), "phone");
        LoggedIn laptop = on(name, UUID.randomUUID().toString(), "laptop");
        JsonNode page = phone.client().get("/v1/auth/sessions").expect(200).json();
        assertThat(page.get("items"))
                .extracting(
                        item -> item.get("session_id").asText(),
                        item -> item.get("device_name").asText(),
                        item -> item.get("current").asBoolean())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(laptop.session(), "laptop", false),
                        org.assertj.core.groups.Tuple.tuple(phone.session(), "phone", true));
        assertThat(page.get("next_cursor").isNull()).isTrue();
    }

    @Test
    void anEndedSessionCanDoNothingMore() {
        String name = AUTH.registered();
        LoggedIn mine = AUTH.login(name);
        LoggedIn lost = AUTH.login(name);
        mine.client().delete("/v1/auth/sessions/" + lost.session()).expect(204);
        lost.refreshing().expectProblem(401, "unauthenticated");
        lost.client().get("/v1/auth/sessions").expectProblem(401, "unauthenticated");
        lost.client()
                .delete("/v1/auth/sessions/" + mine.session())
                .expectProblem(401, "unauthenticated");
        lost.client().post("/v1/auth/logout").expectProblem(401, "unauthenticated");
        mine.refreshed();
    }

    @Test
    void nobodyCanEndOrEvenFindSessionsOfOthers() {
        LoggedIn ann = AUTH.login(AUTH.registered());
        LoggedIn bob = AUTH.login(AUTH.registered());
        List<String> targets = List.of(ann.session(), UUID.randomUUID().toString(), "nonsense");
        for (String target : targets) {
            bob.client()
                    .delete("/v1/auth/sessions/" + target)
                    .invalidOnPurpose()
                    .expectProblem(404, "not_found");
        }
        ann.refreshed();
    }

    @Test
    void logoutEndsTheOwnSessionOnly() {
        String name = AUTH.registered();
        LoggedIn one = AUTH.login(name);
        LoggedIn other = AUTH.login(name);
        one.client().post("/v1/auth/logout").expect(204);
        one.refreshing().expectProblem(401, "unauthenticated");
        other.refreshed();
    }

    @Test
    void aDeviceThatLogsInAgainLosesItsOldSession() {
        String name = AUTH.registered();
        String device = UUID.randomUUID().toString();
        LoggedIn before = on(name, device, "phone");
        LoggedIn after = on(name, device, "phone");
        before.refreshing().expectProblem(401, "unauthenticated");
        after.refreshed();
    }

    @Test
    void theSessionUnusedForLongestMakesRoom() {
        String name = AUTH.registered();
        LoggedIn first = AUTH.login(name);
        LoggedIn second = AUTH.login(name);
        AUTH.login(name);
        LoggedIn kept = first.refreshed();
        AUTH.login(name);
        second.refreshing().expectProblem(401, "unauthenticated");
        kept.refreshed();
    }

    @Test
    void aNewPasswordEndsTheOtherSessions() {
        String name = AUTH.registered();
        LoggedIn mine = AUTH.login(name);
        LoggedIn other = AUTH.login(name);
        JsonNode answer =
                change(mine, AuthService.PASSWORD, "staple of another horse").expect(200).json();
        assertThat(answer.get("ended_sessions").asInt()).isEqualTo(1);
        other.refreshing().expectProblem(401, "unauthenticated");
        mine.refreshed();
        login(name, AuthService.PASSWORD, 401);
        login(name, "staple of another horse", 200);
    }

    @Test
    void thePasswordIsChangedOnlyByWhoKnowsIt() {
        LoggedIn thief = AUTH.login(AUTH.registered());
        change(thief, "a wrong guess", "staple of another horse")
                .expectProblem(401, "unauthenticated");
        change(thief, "a wrong guess", "staple of another horse")
                .expectProblem(401, "unauthenticated");
        change(thief, AuthService.PASSWORD, "staple of another horse")
                .expectProblem(429, "rate_limited");
    }

    @Test
    void aBadNewPasswordIsRefusedByItsField() {
        LoggedIn user = AUTH.login(AUTH.registered());
        for (String bad : List.of("short", "password123", "x".repeat(129))) {
            JsonNode problem =
                    change(user, AuthService.PASSWORD, bad)
                            .invalidOnPurpose()
                            .expectProblem(400, "bad_request")
                            .json();
            assertThat(problem.get("field").asText()).isEqualTo("new_password");
        }
        user.client()
                .post("/v1/auth/password", Map.of("new_password", "staple of another horse"))
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    private static io.messenger.testing.ApiRequest change(
            LoggedIn who, String current, String wanted) {
        return who.client()
                .post(
                        "/v1/auth/password",
                        Map.of("current_password", current, "new_password", wanted));
    }

    private static LoggedIn on(String name, String device, String deviceName) {
        Map<String, Object> body =
                Map.of(
                        "username",
                        name,
                        "password",
                        AuthService.PASSWORD,
                        "device",
                        Map.of("id", device, "name", deviceName));
        return LoggedIn.of(AUTH, AUTH.client().post("/v1/auth/login", body).expect(200).json());
    }

    private static void login(String name, String password, int expected) {
        AUTH.client()
                .post("/v1/auth/login", Map.of("username", name, "password", password))
                .expect(expected);
    }
}
