package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.platform.Tokens;
import io.messenger.testing.ApiAnswer;
import io.messenger.testing.ApiRequest;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistrationTest {
    private static final AuthService AUTH = AuthService.start();

    @AfterAll
    static void close() {
        AUTH.close();
    }

    @Test
    void newUserIsToldBackAndToTheUserService() {
        String name = AuthService.newName();
        JsonNode user =
                AUTH.client()
                        .post(
                                "/v1/auth/register",
                                Map.of(
                                        "username",
                                        name,
                                        "password",
                                        AuthService.PASSWORD,
                                        "display_name",
                                        " Ann Lee ",
                                        "email",
                                        "ann@example.org"))
                        .expect(201)
                        .json();
        assertThat(user.get("username").asText()).isEqualTo(name);
        assertThat(user.get("display_name").asText()).isEqualTo("Ann Lee");
        assertThat(AUTH.users.profiles).containsEntry(name, "Ann Lee");
    }

    @Test
    void theUserServiceIsAskedInTheNameOfTheNewUserWithATokenForServicesOnly() {
        String name = AUTH.registered();
        String token = List.copyOf(AUTH.users.tokens).getLast();
        SigningKeys keys = KeyFile.load(AUTH.keyFile, false);
        Tokens internal =
                new Tokens(keys, "messenger", Tokens.internal("messenger"), Clock.systemUTC());
        assertThat(internal.verify(token).userId().toString()).isEqualTo(AUTH.login(name).user());
        AUTH.client().as(token).get("/v1/auth/sessions").expectProblem(401, "unauthenticated");
    }

    @Test
    void displayNameIsTheUsernameWhenNoneIsGiven() {
        String name = AUTH.registered();
        assertThat(AUTH.users.profiles).containsEntry(name, name);
    }

    @Test
    void capitalsOfAUsernameAreFolded() {
        String name = AuthService.newName();
        Map<String, String> loud =
                Map.of("username", name.toUpperCase(Locale.ROOT), "password", AuthService.PASSWORD);
        JsonNode user = AUTH.client().post("/v1/auth/register", loud).expect(201).json();
        assertThat(user.get("username").asText()).isEqualTo(name);
        JsonNode problem =
                AUTH.client()
                        .post(
                                "/v1/auth/register",
                                Map.of("username", name, "password", AuthService.PASSWORD))
                        .expectProblem(409, "conflict")
                        .json();
        assertThat(problem.get("field").asText()).isEqualTo("username");
        AUTH.client().post("/v1/auth/login", loud).expect(200);
    }

    @Test
    void ofTwoRegistrationsOfOneNameAtOnceOneWins() throws Exception {
        Map<String, String> body =
                Map.of("username", AuthService.newName(), "password", AuthService.PASSWORD);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> statuses =
                    threads
                            .invokeAll(
                                    IntStream.range(0, 6)
                                            .<java.util.concurrent.Callable<Integer>>mapToObj(_ ->
                                                    () ->
                                                            AUTH.client()
                                                                    .post("/v1/auth/register", body)
                                                                    .send()
                                                                    .status())
                                            .toList())
                            .stream()
                            .map(java.util.concurrent.Future::resultNow)
                            .sorted()
                            .toList();
            assertThat(statuses).containsExactly(201, 409, 409, 409, 409, 409);
        }
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a name that is too short            | {"username":"ab","password":"long enough it is"}                    | username
                    a name that is too long             | {"username":"a23456789012345678901234567890123","password":"long enough it is"} | username
                    a name with a space                 | {"username":"ann lee","password":"long enough it is"}               | username
                    a name in another script            | {"username":"анна","password":"long enough it is"}                  | username
                    no name                             | {"password":"long enough it is"}                                    | username
                    a name that is no string            | {"username":7,"password":"long enough it is"}                       | username
                    no password                         | {"username":"somebody"}                                             | password
                    a short password                    | {"username":"somebody","password":"1234567"}                        | password
                    a common password                   | {"username":"somebody","password":"Password123"}                    | password
                    the name as password                | {"username":"somebody","password":"Somebody"}                       | password
                    half a character                    | {"username":"somebody","password":"long enough \\ud83d"}            | password
                    an empty display name               | {"username":"somebody","password":"long enough it is","display_name":" "}   | display_name
                    a display name of two lines         | {"username":"somebody","password":"long enough it is","display_name":"a\\nb"} | display_name
                    an address without a host           | {"username":"somebody","password":"long enough it is","email":"ann"} | email
                    a field that does not exist         | {"username":"somebody","password":"long enough it is","admin":true} | admin
                    """)
    void badFieldIsRefusedByName(String what, String body, String field) {
        JsonNode problem =
                AUTH.client()
                        .post("/v1/auth/register", body)
                        .invalidOnPurpose()
                        .expectProblem(400, "bad_request")
                        .json();
        assertThat(problem.path("field").asText()).as(what).isEqualTo(field);
    }

    @Test
    void fromOneAddressComesALimitedNumberOfAccounts() {
        try (AuthService auth = AuthService.start("register.per-address", "2")) {
            registerFrom(auth, "2001:db8::1").expect(201);
            registerFrom(auth, "2001:db8::2").expect(201);
            // Whoever has one address of an IPv6 network has them all.
            ApiAnswer limited =
                    registerFrom(auth, "2001:db8::3").expectProblem(429, "rate_limited");
            assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 1800);
            registerFrom(auth, "203.0.113.7").expect(201);
            auth.clock.forward(Duration.ofMinutes(31));
            registerFrom(auth, "2001:db8::4").expect(201);
        }
    }

    private static ApiRequest registerFrom(AuthService auth, String address) {
        return auth.client()
                .post(
                        "/v1/auth/register",
                        Map.of("username", AuthService.newName(), "password", AuthService.PASSWORD))
                .header("X-Forwarded-For", address);
    }

    @Test
    void passwordHasAtMost128Characters() {
        Map<String, String> body =
                Map.of("username", AuthService.newName(), "password", "é".repeat(128));
        AUTH.client().post("/v1/auth/register", body).expect(201);
        AUTH.client()
                .post(
                        "/v1/auth/register",
                        Map.of("username", AuthService.newName(), "password", "é".repeat(129)))
                .invalidOnPurpose()
                .expectProblem(400, "bad_request");
    }

    @Test
    void brokenBodiesAreRefused() {
        for (String body :
                List.of(
                        "{broken",
                        "[]",
                        "\"text\"",
                        "",
                        "{\"username\":\"a\",\"username\":\"b\"}")) {
            AUTH.client()
                    .post("/v1/auth/register", body)
                    .invalidOnPurpose()
                    .expectProblem(400, "bad_request");
        }
        String huge = "{\"username\":\"" + "a".repeat(300_000) + "\"}";
        AUTH.client()
                .post("/v1/auth/register", huge)
                .invalidOnPurpose()
                .expectProblem(413, "too_large");
    }

    @Test
    void whileTheUserServiceIsAwayUsersRegisterAndItIsToldLater() {
        try (AuthService auth = AuthService.start()) {
            auth.users.close();
            String name = auth.registered();
            assertThat(auth.login(name).user()).isNotEmpty();
            assertThat(auth.users.profiles).isEmpty();
            auth.users.server.restart();
            Awaitility.await().until(() -> auth.users.profiles.containsKey(name));
        }
    }

    @Test
    void aUserServiceThatHangsDelaysRegistrationByTwoSecondsAtMost() throws Exception {
        try (ServerSocket silent = new ServerSocket(0);
                AuthService auth =
                        AuthService.start(
                                "user.uri", "http://127.0.0.1:" + silent.getLocalPort())) {
            long before = System.nanoTime();
            auth.registered();
            assertThat(System.nanoTime() - before).isLessThan(4_000_000_000L);
        }
    }
}
