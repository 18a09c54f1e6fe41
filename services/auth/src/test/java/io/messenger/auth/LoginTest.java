package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.testing.ApiAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginTest {
    private static final AuthService AUTH = AuthService.start("login.failures-per-username", "3");

    @AfterAll
    static void close() {
        AUTH.close();
    }

    @Test
    void tokensNameUserDeviceAndSession() {
        String name = AUTH.registered();
        String device = UUID.randomUUID().toString();
        ApiAnswer answer =
                AUTH.client()
                        .post(
                                "/v1/auth/login",
                                Map.of(
                                        "username",
                                        name,
                                        "password",
                                        AuthService.PASSWORD,
                                        "device",
                                        Map.of("id", device, "name", "Ann's phone")))
                        .expect(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode tokens = answer.json();
        JsonNode claims = Tamper.payload(tokens.get("access_token").asText());
        assertThat(tokens.get("device_id").asText()).isEqualTo(device);
        assertThat(tokens.get("expires_in").asInt()).isEqualTo(900);
        assertThat(claims.get("sub").asText()).isEqualTo(tokens.get("user_id").asText());
        assertThat(claims.get("did").asText()).isEqualTo(device);
        assertThat(claims.get("sid").asText()).isEqualTo(tokens.get("session_id").asText());
        assertThat(claims.get("iss").asText()).isEqualTo("messenger");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(900);
    }

    @Test
    void deviceIsMadeWhenTheClientHasNone() {
        String name = AUTH.registered();
        assertThat(AUTH.login(name).tokens().get("device_id").asText())
                .isNotEqualTo(AUTH.login(name).tokens().get("device_id").asText());
    }

    @Test
    void unknownUserAndWrongPasswordGetTheSameAnswerAfterTheSameWork() {
        String known = AUTH.registered();
        String unknown = AuthService.newName();
        List<String> answers = new ArrayList<>();
        for (String name : List.of(known, unknown, "no such name!")) {
            double before = AUTH.hashed();
            answers.add(attempt(name, "not the password").text());
            assertThat(AUTH.hashed() - before).as(name).isEqualTo(1);
        }
        assertThat(answers).containsOnly(answers.getFirst());
    }

    @Test
    void afterSomeFailuresAUsernameHasToWaitKnownOrNot() {
        for (String name : List.of(AUTH.registered(), AuthService.newName())) {
            IntStream.range(0, 3).forEach(_ -> attempt(name, "not the password"));
            ApiAnswer limited =
                    AUTH.client()
                            .post(
                                    "/v1/auth/login",
                                    Map.of("username", name, "password", AuthService.PASSWORD))
                            .expectProblem(429, "rate_limited");
            assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 100);
        }
    }

    @Test
    void waitingHelps() {
        try (AuthService auth = AuthService.start("login.failures-per-username", "1")) {
            String name = auth.registered();
            attempt(auth, name, "not the password", 401);
            attempt(auth, name, AuthService.PASSWORD, 429);
            auth.clock.forward(Duration.ofMinutes(5));
            attempt(auth, name, AuthService.PASSWORD, 200);
        }
    }

    @Test
    void successfulLoginsAreNotLimited() {
        String name = AUTH.registered();
        Stream.generate(() -> AUTH.login(name)).limit(5).forEach(LoggedIn::user);
    }

    @Test
    void anAddressHasToWaitTooWhateverNamesItTries() {
        try (AuthService auth = AuthService.start("login.failures-per-address", "2")) {
            // What stands before the entry of the trusted proxy, anybody may have written.
            for (int status : List.of(401, 401, 429)) {
                from(auth, "198.51.100.%d, 203.0.113.7".formatted(status % 256), status);
            }
            from(auth, "203.0.113.8", 401);
        }
    }

    @Test
    void whatAStrangerWritesIntoForwardedForDoesNotCount() {
        try (AuthService auth =
                AuthService.start(
                        "login.failures-per-address", "2", "proxies.trusted", "10.0.0.0/8")) {
            for (int status : List.of(401, 401, 429)) {
                from(auth, "203.0.113." + status, status);
            }
        }
    }

    @Test
    void whatIsWrongAtOneInstanceCountsAtAllOfThem() {
        try (AuthService one = AuthService.start("login.failures-per-username", "2");
                AuthService other = one.beside("login.failures-per-username", "2")) {
            String name = one.registered();
            attempt(one, name, "not the password", 401);
            attempt(other, name, "not the password", 401);
            attempt(one, name, AuthService.PASSWORD, 429);
            attempt(other, name, AuthService.PASSWORD, 429);
        }
    }

    @ParameterizedTest
    @CsvSource({"50, PT0.001S", "1, PT5S"})
    void tooManyLoginsAtOnceAreToldToComeBackAndItDoesNotCountAsAFailure(
            String waiting, String patience) throws Exception {
        int atOnce = 8;
        try (AuthService auth =
                        AuthService.start(
                                "password.hashing",
                                "1",
                                "password.waiting",
                                waiting,
                                "password.patience",
                                patience,
                                "login.failures-per-username",
                                Integer.toString(atOnce));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String name = auth.registered();
            Map<String, String> body = Map.of("username", name, "password", AuthService.PASSWORD);
            Callable<Integer> login =
                    () -> auth.client().post("/v1/auth/login", body).send().status();
            assertThat(
                            threads.invokeAll(Collections.nCopies(atOnce, login)).stream()
                                    .map(Future::resultNow))
                    .contains(200, 503)
                    .containsOnly(200, 503);
            auth.login(name);
        }
    }

    private static ApiAnswer attempt(String name, String password) {
        return attempt(AUTH, name, password, 401);
    }

    private static ApiAnswer attempt(AuthService auth, String name, String password, int expected) {
        return auth.client()
                .post("/v1/auth/login", Map.of("username", name, "password", password))
                .expect(expected);
    }

    private static void from(AuthService auth, String address, int expected) {
        auth.client()
                .post(
                        "/v1/auth/login",
                        Map.of("username", AuthService.newName(), "password", "wrong one"))
                .header("X-Forwarded-For", address)
                .expect(expected);
    }
}
