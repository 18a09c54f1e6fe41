package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A server before and after its startup is done.
class HttpServerTest {
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicBoolean database = new AtomicBoolean(true);
    private final Startup startup =
            Startup.begin("probe", new Startup.Step("wait for the test", go::await));
    private final HttpServer server =
            HttpServer.start(
                    settings(Map.of()),
                    startup,
                    new Readiness().check("postgresql", database::get),
                    ProbeRoutes::register);

    @AfterEach
    void close() {
        server.close();
        startup.close();
    }

    @Test
    void theApiIsUnavailableUntilTheStartupIsDone() throws InterruptedException {
        for (String path : new String[] {"/v1/things", "/internal/ok", "/v1/nothing"}) {
            Answer answer = get(server.port(), path);
            answer.isProblem(503, "unavailable");
            assertThat(answer.headers().first(HeaderNames.RETRY_AFTER)).hasValue("1");
        }
        assertThat(get(server.port(), "/openapi").status()).isEqualTo(200);
        finishStartup();
        assertThat(get(server.port(), "/v1/things").status()).isEqualTo(200);
        assertThat(get(server.port(), "/internal/ok").status()).isEqualTo(204);
        get(server.port(), "/v1/nothing").isProblem(404, "not_found");
    }

    @Test
    void aServerIsLiveAtOnceButStartedAndReadyAfterTheStartup() throws InterruptedException {
        assertThat(health("live")).isEqualTo(200);
        assertThat(health("started")).isEqualTo(503);
        assertThat(health("ready")).isEqualTo(503);
        finishStartup();
        assertThat(health("live")).isEqualTo(200);
        assertThat(health("started")).isEqualTo(200);
        assertThat(health("ready")).isEqualTo(200);
    }

    @Test
    void aFailingCheckMakesTheServiceUnreadyButIsNoReasonToRestartIt() throws InterruptedException {
        finishStartup();
        database.set(false);
        assertThat(health("ready")).isEqualTo(503);
        assertThat(get(server.managementPort(), "/observe/health/ready").body())
                .contains("postgresql", "DOWN");
        assertThat(health("live")).isEqualTo(200);
        assertThat(health("started")).isEqualTo(200);
        database.set(true);
        assertThat(health("ready")).isEqualTo(200);
    }

    @Test
    void metricsAreOnTheManagementPortAndTheApiIsNot() {
        assertThat(get(server.managementPort(), "/observe/metrics").status()).isEqualTo(200);
        assertThat(get(server.managementPort(), "/v1/things").status()).isEqualTo(404);
        assertThat(get(server.managementPort(), "/openapi").status()).isEqualTo(404);
    }

    @Test
    void aPortThatIsTakenStopsTheStartWithASentence() {
        String taken = Integer.toString(server.port());
        assertThatThrownBy(() ->
                        HttpServer.start(
                                settings(Map.of("server.port", taken)),
                                startup,
                                new Readiness(),
                                ProbeRoutes::register))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("probe: cannot listen", taken);
    }

    private void finishStartup() throws InterruptedException {
        go.countDown();
        assertThat(startup.await(Duration.ofSeconds(30))).isTrue();
    }

    private int health(String kind) {
        return get(server.managementPort(), "/observe/health/" + kind).status();
    }

    private static Answer get(int port, String path) {
        return Answer.to(
                Http1Client.builder().baseUri("http://127.0.0.1:" + port).build().get(path));
    }

    private static Settings settings(Map<String, String> overrides) {
        return Settings.load("probe", Map.of(), overrides);
    }
}
