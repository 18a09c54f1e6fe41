package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.testing.junit5.ServerTest;
import io.helidon.webserver.testing.junit5.SetUpServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A thing of version 7, which clients read and change.
@ServerTest
class PreconditionTest {
    private static final EntityTag NOW = EntityTag.of(7);

    private final Http1Client client;

    PreconditionTest(Http1Client client) {
        this.client = client;
    }

    @SetUpServer
    static void serve(WebServerConfig.Builder server) {
        HttpServer.configure(
                server,
                Settings.load("probe", Map.of(), Map.of()),
                Startup.begin("probe"),
                PreconditionTest::routes);
    }

    private static void routes(HttpRouting.Builder routing) {
        routing.get(
                "/v1/thing",
                (req, res) -> {
                    NOW.show(res);
                    if (NOW.isHadBy(req)) {
                        res.status(304).send();
                    } else {
                        Replies.ok(res, Map.of());
                    }
                });
        routing.put(
                "/v1/thing",
                (req, res) -> {
                    Precondition.of(req).demand(NOW);
                    Replies.done(res);
                });
    }

    @Test
    void whoSaysNothingChangesWhateverIsThere() {
        assertThat(Answer.to(client.put("/v1/thing")).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "*", "\"6\", \"7\"", "\"6\",\"7\""})
    void whoKnowsWhatIsThereChangesIt(String tags) {
        assertThat(put(tags).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "W/\"7\"", "\"77\"", ",", "\"6\", \"8\""})
    void whoBelievesSomethingElseIsRefused(String tags) {
        put(tags).isProblem(412, "conflict");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"7\"", "*", "\"6\", W/\"7\""})
    void whoHasItIsNotSentItAgain(String tags) {
        Answer answer = get(tags);
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().first(HeaderNames.ETAG)).hasValue("\"7\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "\"\""})
    void whoHasAnotherOneIsSentIt(String tags) {
        Answer answer = get(tags);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().first(HeaderNames.ETAG)).hasValue("\"7\"");
    }

    private Answer put(String tags) {
        return Answer.to(client.put("/v1/thing").header(HeaderNames.IF_MATCH, tags));
    }

    private Answer get(String tags) {
        Http1ClientRequest get = client.get("/v1/thing");
        return Answer.to(get.header(HeaderNames.IF_NONE_MATCH, tags));
    }
}
