package io.messenger.auth;

import static io.messenger.auth.AuthService.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.testing.ApiAnswer;
import io.messenger.testing.ApiRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SecondFactorTest {
    private static final String PATH = "/v1/auth/second-factor";
    private static final AuthService AUTH = AuthService.start();

    private final String name = AUTH.registered();
    private final LoggedIn user = AUTH.login(name);
    private final AuthenticatorApp app = AuthenticatorApp.begin(user, name);

    @AfterAll
    static void close() {
        AUTH.close();
    }

    @Test
    void untilItIsConfirmedNothingChanges() {
        AUTH.login(name);
        refused(app.confirming(user, app.wrongCode()));
        AUTH.login(name);
        assertThat(account().get("second_factor").asBoolean()).isFalse();
        app.confirm(user);
        assertThat(account().get("second_factor").asBoolean()).isTrue();
        assertThat(account().get("recovery_codes_left").asInt()).isEqualTo(10);
    }

    @Test
    void onlyWhoKnowsThePasswordLearnsThatACodeIsNeeded() {
        app.confirm(user);
        JsonNode problem = refused(app.login(PASSWORD, "")).json();
        assertThat(problem.get("field").asText()).isEqualTo("code");
        String stranger =
                AUTH.client()
                        .post(
                                "/v1/auth/login",
                                Map.of("username", AuthService.newName(), "password", "a guess"))
                        .expect(401)
                        .text();
        assertThat(stranger).doesNotContain("field");
        double before = AUTH.hashed();
        assertThat(refused(app.login("not the password", app.nextCode())).text())
                .isEqualTo(stranger);
        assertThat(refused(app.login("not the password", "")).text()).isEqualTo(stranger);
        assertThat(AUTH.hashed() - before).isEqualTo(2);
    }

    @Test
    void aCodeIsGoodOnce() {
        String first = app.code();
        app.confirming(user, first).expect(200);
        refused(app.login(PASSWORD, first));
        String second = app.nextCode();
        app.login(PASSWORD, second).expect(200);
        refused(app.login(PASSWORD, second));
        refused(app.login(PASSWORD, first));
        app.login(PASSWORD, app.nextCode()).expect(200);
    }

    @Test
    void ofTwoLoginsAtOnceWithOneCodeOneSucceeds() throws Exception {
        String recovery = app.confirm(user).getFirst();
        for (String code : List.of(app.nextCode(), recovery)) {
            assertThat(atOnce(3, () -> app.login(PASSWORD, code))).containsExactly(200, 401, 401);
        }
    }

    @Test
    void ofTwoConfirmationsAtOnceOneSucceedsAndItsRecoveryCodesAreGood() throws Exception {
        String code = app.code();
        List<String> told = Collections.synchronizedList(new java.util.ArrayList<>());
        assertThat(
                        inParallel(
                                4,
                                () -> {
                                    ApiAnswer answer = app.confirming(user, code).send();
                                    if (answer.status() == 200) {
                                        told.addAll(AuthenticatorApp.recoveryCodes(answer.json()));
                                    }
                                    return answer.status();
                                }))
                .containsExactly(200, 409, 409, 409);
        assertThat(told).hasSize(10).doesNotHaveDuplicates();
        app.login(PASSWORD, told.getLast()).expect(200);
        app.confirming(user, app.nextCode()).expectProblem(409, "conflict");
        user.client()
                .post(PATH, Map.of("password", PASSWORD, "code", app.nextCode()))
                .expectProblem(409, "conflict");
    }

    @Test
    void aRecoveryCodeIsGoodOnceHoweverItIsTyped() {
        List<String> codes = app.confirm(user);
        String typed = codes.getFirst().toUpperCase(Locale.ROOT).replace('-', ' ');
        app.login(PASSWORD, typed).expect(200);
        refused(app.login(PASSWORD, codes.getFirst()));
        assertThat(account().get("recovery_codes_left").asInt()).isEqualTo(9);
        assertThat(
                        AUTH.stored(
                                "SELECT count(*) FROM auth.recovery_code WHERE hash = sha256(?::bytea)",
                                codes.get(1).replace("-", "")))
                .isEqualTo("1");
    }

    @Test
    void newRecoveryCodesReplaceTheOldOnes() {
        String old = app.confirm(user).getLast();
        refused(withProof(PATH + "/recovery-codes", PASSWORD, app.wrongCode()));
        List<String> fresh =
                AuthenticatorApp.recoveryCodes(
                        withProof(PATH + "/recovery-codes", PASSWORD, app.nextCode())
                                .expect(200)
                                .json());
        refused(app.login(PASSWORD, old));
        app.login(PASSWORD, fresh.getLast()).expect(200);
    }

    @Test
    void fewCodesCanBeGuessed() {
        app.confirm(user);
        for (int guess = 0; guess < 5; guess++) {
            refused(app.login(PASSWORD, app.wrongCode()));
        }
        ApiAnswer limited = app.login(PASSWORD, app.nextCode()).expectProblem(429, "rate_limited");
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 180);
        user.client().get("/v1/auth/sessions").expect(200);
        AUTH.clock.forward(Duration.ofMinutes(3));
        app.login(PASSWORD, app.nextCode()).expect(200);
    }

    @Test
    void guessesAtTheConfirmationAreLimitedToo() {
        for (int guess = 0; guess < 5; guess++) {
            refused(app.confirming(user, app.wrongCode()));
        }
        app.confirming(user, app.code()).expectProblem(429, "rate_limited");
    }

    @Test
    void itIsEndedByWhoHasBoth() {
        app.confirm(user);
        String end = PATH + "/end";
        refused(withProof(end, "not the password", app.nextCode()));
        refused(withProof(end, PASSWORD, app.wrongCode()));
        JsonNode missing =
                user.client()
                        .post(end, Map.of("password", PASSWORD))
                        .expectProblem(401, "unauthenticated")
                        .json();
        assertThat(missing.get("field").asText()).isEqualTo("code");
        withProof(end, PASSWORD, app.nextCode()).expect(204);
        AUTH.login(name);
        withProof(end, PASSWORD, app.nextCode()).expectProblem(409, "conflict");
        withProof(PATH + "/recovery-codes", PASSWORD, app.code()).expectProblem(409, "conflict");
        assertThat(account().get("recovery_codes_left").asInt()).isZero();
        app.confirming(user, app.nextCode()).expectProblem(409, "conflict");
    }

    @Test
    void aNewPasswordNeedsACodeToo() {
        app.confirm(user);
        Map<String, String> body =
                Map.of("current_password", PASSWORD, "new_password", "staple of another horse");
        refused(user.client().post("/v1/auth/password", body));
        Map<String, String> withCode = new java.util.HashMap<>(body);
        withCode.put("code", app.nextCode());
        user.client().post("/v1/auth/password", withCode).expect(200);
        app.login("staple of another horse", app.nextCode()).expect(200);
    }

    private JsonNode account() {
        return user.client().get("/v1/auth/account").expect(200).json();
    }

    private ApiRequest withProof(String path, String password, String code) {
        return user.client().post(path, Map.of("password", password, "code", code));
    }

    private static ApiAnswer refused(ApiRequest request) {
        return request.expectProblem(401, "unauthenticated");
    }

    private static List<Integer> atOnce(int times, Callable<ApiRequest> request)
            throws InterruptedException {
        return inParallel(times, () -> request.call().send().status());
    }

    private static List<Integer> inParallel(int times, Callable<Integer> work)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(Collections.nCopies(times, work)).stream()
                    .map(Future::resultNow)
                    .sorted()
                    .toList();
        }
    }
}
