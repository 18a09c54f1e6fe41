package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.ApiAnswer;
import io.messenger.testing.ApiRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The refresh token of a browser.
class RefreshCookieTest {
    private static final AuthService AUTH = AuthService.start();

    @AfterAll
    static void close() {
        AUTH.close();
    }

    @Test
    void noScriptAndNoOtherSiteSeesTheTokenOfABrowser() {
        ApiAnswer answer = login().expect(200);
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(answer.header("Set-Cookie"))
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/v1/auth", "; Max-Age=")
                .doesNotContain("; Secure");
    }

    @Test
    void overTlsTheCookieNeverGoesWithoutIt() {
        ApiAnswer answer = login().header("Origin", "https://chat.example").expect(200);
        assertThat(answer.header("Set-Cookie")).contains("; Secure");
    }

    @Test
    void theCookieIsGoodForNewTokensAndANewCookie() {
        ApiAnswer first = login().expect(200);
        ApiAnswer second = refresh(cookie(first)).header("X-Requested-With", "page").expect(200);
        assertThat(second.json().has("refresh_token")).isFalse();
        assertThat(second.json().get("session_id")).isEqualTo(first.json().get("session_id"));
        assertThat(cookie(second)).isNotEqualTo(cookie(first));
        refresh(cookie(second)).header("X-Requested-With", "page").expect(200);
    }

    @Test
    void withoutTheHeaderItIsRefusedAndStaysGood() {
        String cookie = cookie(login().expect(200));
        refresh(cookie).expectProblem(403, "forbidden");
        refresh(cookie).header("X-Requested-With", "page").expect(200);
    }

    @Test
    void withoutTokenAndCookieNothingIsRefreshed() {
        AUTH.client()
                .post("/v1/auth/refresh", Map.of())
                .header("X-Requested-With", "page")
                .expectProblem(401, "unauthenticated");
        refresh("messenger_refresh=nonsense")
                .header("X-Requested-With", "page")
                .expectProblem(401, "unauthenticated");
    }

    @Test
    void loggingOutTakesTheCookieBack() {
        ApiAnswer answer = login().expect(200);
        ApiAnswer out =
                AUTH.client()
                        .as(answer.json().get("access_token").asText())
                        .post("/v1/auth/logout")
                        .header("Cookie", cookie(answer))
                        .expect(204);
        assertThat(out.header("Set-Cookie"))
                .startsWith("messenger_refresh=;")
                .contains("Max-Age=0");
        refresh(cookie(answer))
                .header("X-Requested-With", "page")
                .expectProblem(401, "unauthenticated");
    }

    private static ApiRequest login() {
        return AUTH.client()
                .post(
                        "/v1/auth/login",
                        Map.of(
                                "username",
                                AUTH.registered(),
                                "password",
                                AuthService.PASSWORD,
                                "cookie",
                                true));
    }

    private static ApiRequest refresh(String cookie) {
        return AUTH.client().post("/v1/auth/refresh", Map.of()).header("Cookie", cookie);
    }

    private static String cookie(ApiAnswer answer) {
        return answer.header("Set-Cookie").split(";", 2)[0];
    }
}
