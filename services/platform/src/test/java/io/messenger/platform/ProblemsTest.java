package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What clients are told when something is refused or fails.
@ServerTest
class ProblemsTest {
    private final WebServer server;
    private final Http1Client client;

    ProblemsTest(WebServer server, Http1Client client) {
        this.server = server;
        this.client = client;
    }

    @SetUpServer
    static void serve(WebServerConfig.Builder server) {
        RequestsTest.serve(server);
    }

    @Test
    void aFailureIsInternalAndTellsNothingOfItself() {
        Answer answer = get("/v1/fails");
        answer.isProblem(500, "internal");
        assertThat(answer.body()).doesNotContain("hunter2").doesNotContain("Exception");
    }

    @Test
    void aRefusalNamesItsField() {
        JsonNode problem = get("/v1/field").isProblem(409, "conflict");
        assertThat(problem.path("field").textValue()).isEqualTo("name");
        assertThat(problem.path("detail").textValue()).isEqualTo("The name is taken.");
        assertThat(problem.has("retry_after_ms")).isFalse();
    }

    @Test
    void aRefusalForNowSaysWhenToComeBackInWholeSecondsRoundedUp() {
        Answer answer = get("/v1/later");
        JsonNode problem = answer.isProblem(429, "rate_limited");
        assertThat(problem.path("retry_after_ms").longValue()).isEqualTo(1500);
        assertThat(answer.headers().first(HeaderNames.RETRY_AFTER)).hasValue("2");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        get("/v1/nothing").isProblem(404, "not_found");
        get("/").isProblem(404, "not_found");
        get("/observe/health").isProblem(404, "not_found");
    }

    @Test
    void aPathSaysWhichMethodsItHas() {
        Answer patch = Answer.to(client.patch("/v1/things"));
        patch.isProblem(405, "unsupported");
        assertThat(patch.headers().first(HeaderNames.ALLOW)).hasValue("GET, POST, DELETE");
        Answer post = Answer.to(client.post("/v1/me"), "{}");
        post.isProblem(405, "unsupported");
        assertThat(post.headers().first(HeaderNames.ALLOW)).hasValue("GET");
        Answer.to(client.patch("/v1/nothing")).isProblem(404, "not_found");
    }

    @Test
    void everyAnswerNamesItsRequest() {
        for (String path : new String[] {"/v1/things", "/v1/fails", "/v1/later", "/v1/none"}) {
            assertThat(get(path).headers().first(RequestId.HEADER)).as(path).isPresent();
        }
        Answer named = Answer.to(client.get("/v1/fails").header(RequestId.HEADER, "mine"));
        assertThat(named.headers().first(RequestId.HEADER)).hasValue("mine");
    }

    @Test
    void whoHasNoGoodTokenIsToldHowToAuthenticate() {
        Answer answer = get("/v1/me");
        answer.isProblem(401, "unauthenticated");
        assertThat(answer.headers().first(HeaderNames.WWW_AUTHENTICATE)).hasValue("Bearer");
        me("Basic YTpi").isProblem(401, "unauthenticated");
        me("Bearer").isProblem(401, "unauthenticated");
        me("Bearer x").isProblem(401, "unauthenticated");
        me("Bearer " + token(Instant.EPOCH, UUID.randomUUID())).isProblem(401, "token_expired");
    }

    @Test
    void whoHasAGoodTokenIsKnown() {
        UUID user = UUID.randomUUID();
        String token = token(Instant.now().plusSeconds(60), user);
        assertThat(me("Bearer " + token).json().path("user").textValue())
                .isEqualTo(user.toString());
        assertThat(me("bearer  " + token).status()).isEqualTo(200);
    }

    @Test
    void whatIsNoHttpIsAnsweredWithAProblemToo() throws IOException {
        assertThat(raw("GET /v1/%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains(Problem.MEDIA_TYPE, "\"bad_request\"");
        assertThat(raw("nonsense\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains(Problem.MEDIA_TYPE, "\"bad_request\"")
                .doesNotContain("Exception");
    }

    @Test
    void theQueryMayBeMalformedToo() throws IOException {
        for (String query : new String[] {"limit", "limit=%zz", "%zz=1", "&&=", "limit=1&limit"}) {
            String path = "/v1/things?" + query;
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .as(query)
                    .containsPattern("^HTTP/1.1 (200|400) ");
        }
    }

    @Test
    void theOpenApiDocumentIsServed() {
        Answer answer = get("/openapi");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("openapi: 3.1.0", "title: Probe");
    }

    private Answer get(String path) {
        return Answer.to(client.get(path));
    }

    private Answer me(String authorization) {
        return Answer.to(client.get("/v1/me").header(HeaderNames.AUTHORIZATION, authorization));
    }

    private static String token(Instant expires, UUID user) {
        return ProbeRoutes.KEY.sign(ProbeRoutes.KEY.claims(expires).subject(user.toString()));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
