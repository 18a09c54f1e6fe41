package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RefreshTest {
    private static final AuthService AUTH = AuthService.start();

    @AfterAll
    static void close() {
        AUTH.close();
    }

    @Test
    void newTokensAreOfTheSameSession() {
        LoggedIn first = AUTH.login(AUTH.registered());
        LoggedIn second = first.refreshed();
        assertThat(second.session()).isEqualTo(first.session());
        assertThat(second.user()).isEqualTo(first.user());
        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        second.client().get("/v1/auth/sessions").expect(200);
    }

    @Test
    void aLostAnswerCostsNothing() {
        LoggedIn first = AUTH.login(AUTH.registered());
        LoggedIn lost = first.refreshed();
        LoggedIn again = first.refreshed();
        assertThat(again.refreshToken()).isEqualTo(lost.refreshToken());
        again.refreshed().refreshed();
    }

    @Test
    void twoRefreshesAtOnceBothSucceed() throws Exception {
        LoggedIn first = AUTH.login(AUTH.registered());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> refresh = () -> first.refreshed().refreshToken();
            List<String> tokens =
                    threads.invokeAll(Collections.nCopies(6, refresh)).stream()
                            .map(Future::resultNow)
                            .distinct()
                            .toList();
            assertThat(tokens).hasSize(1);
        }
        first.refreshed().refreshed();
    }

    @Test
    void reuseAfterTheNewTokenWasUsedEndsTheSession() {
        LoggedIn first = AUTH.login(AUTH.registered());
        LoggedIn third = first.refreshed().refreshed();
        first.refreshing().expectProblem(401, "unauthenticated");
        third.refreshing().expectProblem(401, "unauthenticated");
        third.client().get("/v1/auth/sessions").expectProblem(401, "unauthenticated");
    }

    @Test
    void reuseAfterAMinuteEndsTheSession() {
        try (AuthService auth = AuthService.start()) {
            LoggedIn first = auth.login(auth.registered());
            LoggedIn second = first.refreshed();
            auth.clock.forward(Duration.ofSeconds(61));
            first.refreshing().expectProblem(401, "unauthenticated");
            second.refreshing().expectProblem(401, "unauthenticated");
        }
    }

    @Test
    void veryOldTokensAreKnownToo() {
        LoggedIn first = AUTH.login(AUTH.registered());
        LoggedIn last = first;
        for (int i = 0; i < 20; i++) {
            last = last.refreshed();
        }
        first.refreshing().expectProblem(401, "unauthenticated");
        last.refreshing().expectProblem(401, "unauthenticated");
    }

    @Test
    void aMadeUpTokenEndsNothing() {
        LoggedIn first = AUTH.login(AUTH.registered());
        LoggedIn second = first.refreshed();
        byte[] bytes = Base64.getUrlDecoder().decode(second.refreshToken());
        bytes[bytes.length - 1] ^= 1;
        refused(bytes);
        // The same secret, but said to be older, newer, or as old as can be.
        for (int generation : List.of(0, 2, 100, Integer.MAX_VALUE, -1)) {
            byte[] other = Base64.getUrlDecoder().decode(second.refreshToken());
            java.nio.ByteBuffer.wrap(other).putInt(16, generation);
            refused(other);
        }
        second.refreshed();
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (String token : List.of("", "abc", "ä", "a".repeat(70), "=".repeat(69))) {
            AUTH.client()
                    .post("/v1/auth/refresh", Map.of("refresh_token", token))
                    .expectProblem(401, "unauthenticated");
        }
        AUTH.client()
                .post("/v1/auth/refresh", Map.of("refresh_token", 7))
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
        AUTH.client()
                .post("/v1/auth/refresh", "{\"refresh_token\":\"" + "a".repeat(300_000) + "\"}")
                .expectProblem(413, "too_large");
    }

    @Test
    void anUnusedSessionIsOverAfterThirtyDays() {
        try (AuthService auth = AuthService.start()) {
            LoggedIn used = auth.login(auth.registered());
            auth.clock.forward(Duration.ofDays(29));
            LoggedIn again = used.refreshed();
            auth.clock.forward(Duration.ofDays(29));
            LoggedIn third = again.refreshed();
            auth.clock.forward(Duration.ofDays(30));
            third.refreshing().expectProblem(401, "unauthenticated");
        }
    }

    private static void refused(byte[] token) {
        AUTH.client()
                .post(
                        "/v1/auth/refresh",
                        Map.of("refresh_token", Base64.getUrlEncoder().encodeToString(token)))
                .expectProblem(401, "unauthenticated");
    }
}
