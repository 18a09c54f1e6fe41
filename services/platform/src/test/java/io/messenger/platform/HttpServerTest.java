package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server before and after its startup is done.
class HttpServerTest {
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicBoolean database = new AtomicBoolean(true);
    private final Startup startup =
            Startup.begin("probe", new Startup.Step("wait for the test", go::await));
    private final Meters meters = new Meters();
    private final HttpServer server =
            HttpServer.start(
                    settings(Map.of()),
                    startup,
                    new Readiness().check("postgresql", database::get),
                    meters,
                    routing -> {
                        ProbeRoutes.register(routing);
                        routing.get("/v1/waits", (_, _) -> waitForever());
                        routing.get("/v1/waits/inside", (_, _) -> waitInside());
                    });

    private void waitForever() throws InterruptedException {
        asked.countDown();
        new CountDownLatch(1).await();
    }

    /// As a library does it that throws something of its own.
    private void waitInside() {
        try {
            waitForever();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for a connection", e);
        }
    }

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

    @ParameterizedTest
    @ValueSource(strings = {"/v1/waits", "/v1/waits/inside"})
    void whoIsStillWaitingWhenTheServerStopsMayTryElsewhere(String path) throws Exception {
        finishStartup();
        FutureTask<Answer> answer = new FutureTask<>(() -> get(server.port(), path));
        Thread.startVirtualThread(answer);
        asked.await();
        server.close();
        answer.get().isProblem(503, "unavailable");
    }

    @Test
    void metricsAreOnTheManagementPortAndTheApiIsNot() {
        assertThat(metrics(server)).contains("# TYPE jvm_memory_used_bytes gauge");
        assertThat(get(server.managementPort(), "/v1/things").status()).isEqualTo(404);
        assertThat(get(server.managementPort(), "/openapi").status()).isEqualTo(404);
    }

    @Test
    void metersOfAServiceAreShownWithHelpAndTags() {
        meters.counter("probe_things", "Things done.", "kind", "good").increment(3);
        meters.gauge("probe_depth", "How deep it is.", () -> 7);
        meters.timer("probe_work", "How long it takes.").record(Duration.ofMillis(30));
        meters.sizes("probe_batch", "How many at once.").record(40);

        assertThat(metrics(server).lines())
                .contains(
                        "# HELP probe_things_total Things done.",
                        "probe_things_total{kind=\"good\"} 3.0",
                        "probe_depth 7.0",
                        "probe_work_seconds_bucket{le=\"0.02\"} 0",
                        "probe_work_seconds_bucket{le=\"0.05\"} 1",
                        "probe_work_seconds_sum 0.03",
                        "probe_batch_bucket{le=\"20.0\"} 0",
                        "probe_batch_bucket{le=\"50.0\"} 1");
    }

    @Test
    void instancesInOneProcessDoNotShareMeters() {
        try (HttpServer other =
                HttpServer.start(
                        settings(Map.of()), startup, new Readiness(), ProbeRoutes::register)) {
            meters.counter("probe_things", "Things done.").increment();

            assertThat(metrics(server)).contains("probe_things");
            assertThat(metrics(other)).contains("jvm_memory_used").doesNotContain("probe_things");
        }
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

    private static String metrics(HttpServer server) {
        Answer answer = get(server.managementPort(), "/observe/metrics");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static Answer get(int port, String path) {
        return Answer.to(
                Http1Client.builder().baseUri("http://127.0.0.1:" + port).build().get(path));
    }

    private static Settings settings(Map<String, String> overrides) {
        return Settings.load("probe", Map.of(), overrides);
    }
}
