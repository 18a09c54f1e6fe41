package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webclient.http1.Http1Client;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// How requests are read, and what is said of those that do not fit.
@ServerTest
class RequestsTest {
    private static final String THINGS = "/v1/things";

    private final Http1Client client;

    RequestsTest(Http1Client client) {
        this.client = client;
    }

    @SetUpServer
    static void serve(WebServerConfig.Builder server) {
        HttpServer.configure(
                server,
                Settings.load("probe", Map.of(), Map.of()),
                Startup.begin("probe"),
                ProbeRoutes::register);
    }

    @Test
    void aGoodRequestIsAnsweredWithJson() {
        Answer created = post("{\"name\":\"ünï\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers().contentType().orElseThrow().text())
                .isEqualTo("application/json");
        assertThat(created.json().path("name").textValue()).isEqualTo("ünï");
        Answer done = Answer.to(client.delete(THINGS));
        assertThat(done.status()).isEqualTo(204);
        assertThat(done.body()).isEmpty();
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() {
        List.of("{", "{\"name\":}", "{} {}", "{\"name\":\"a\",\"name\":\"b\"}", "[".repeat(5000))
                .forEach(body -> post(body).isProblem(400, "bad_request"));
    }

    @Test
    void aBodyThatIsNoUnicodeIsRefused() {
        post(new byte[] {'{', '"', (byte) 0xff, '"'}).isProblem(400, "bad_request");
        post(new byte[] {0, 0, 0, '{', 0x7f, 0, 0, 0}).isProblem(400, "bad_request");
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        List.of("", " ", "[]", "7", "\"name\"", "null")
                .forEach(body -> post(body).isProblem(400, "bad_request"));
        Answer.to(client.post(THINGS)).isProblem(400, "bad_request");
    }

    @Test
    void aFieldThatIsUnknownMissingOrOfAnotherTypeIsNamed() {
        names("nam", post("{\"name\":\"a\",\"nam\":1}"));
        names("name", post("{}"));
        names("name", post("{\"name\":null}"));
        names("name", post("{\"name\":7}"));
        names("owner", Answer.to(client.put("/v1/owner"), "{\"owner\":\"me\"}"));
    }

    @Test
    void aBodyMayHave256KibibytesAndNoMore() {
        String most = "{\"name\":\"" + "a".repeat(Requests.MAX_BODY - 11) + "\"}";
        assertThat(most).hasSize(Requests.MAX_BODY);
        assertThat(post(most).status()).isEqualTo(201);
        post(most + " ").isProblem(413, "too_large");
        post(most.repeat(40)).isProblem(413, "too_large");
        assertThat(post("{\"name\":\"a\"}").status()).isEqualTo(201);
    }

    @Test
    void anIdInThePathThatIsNoneIsNotFound() {
        String id = UUID.randomUUID().toString();
        assertThat(get(THINGS + "/" + id).json().path("id").textValue()).isEqualTo(id);
        get(THINGS + "/7").isProblem(404, "not_found");
        get(THINGS + "/" + id + "0").isProblem(404, "not_found");
    }

    @Test
    void aPageSaysWhatAsksForTheNextOne() {
        assertThat(limited("2").body())
                .isEqualTo("{\"items\":[\"a\",\"b\"],\"next_cursor\":\"after-b\"}");
        assertThat(get(THINGS).body())
                .isEqualTo("{\"items\":[\"a\",\"b\",\"c\"],\"next_cursor\":null}");
        assertThat(limited("99999999999").body()).isEqualTo(get(THINGS).body());
    }

    @Test
    void aLimitThatIsNoneIsRefused() {
        List.of("0", "-1", "ten", "", "1.5", "99999999999999999999")
                .forEach(limit -> names("limit", limited(limit)));
    }

    private Answer limited(String limit) {
        return Answer.to(client.get(THINGS).queryParam("limit", limit));
    }

    private Answer get(String path) {
        return Answer.to(client.get(path));
    }

    private Answer post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer post(byte[] body) {
        return Answer.to(client.post(THINGS), body);
    }

    private static void names(String field, Answer answer) {
        assertThat(answer.isProblem(400, "bad_request").path("field").textValue()).isEqualTo(field);
    }
}
