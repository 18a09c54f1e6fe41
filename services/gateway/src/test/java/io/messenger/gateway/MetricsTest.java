package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.CloseCode;
import io.messenger.testing.Await;
import io.messenger.testing.TestSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What Prometheus reads, and the autoscaler through it.
class MetricsTest {
    private final LoneGateway gateway = new LoneGateway();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        gateway.close();
        http.close();
    }

    @Test
    void socketsAreCountedByState() {
        is("gateway_open_connections", 0);
        try (TestSocket stranger = TestSocket.open(gateway.door());
                TestSocket live = gateway.attach(LoneGateway.account())) {
            stranger.awaitType("hello");
            is("gateway_open_connections", 2);
            is("gateway_connections{state=\"unauthenticated\"}", 1);
            is("gateway_connections{state=\"live\"}", 1);
            is("gateway_connections{state=\"attaching\"}", 0);
            is("gateway_opened_total", 2);
            is("gateway_attach_seconds_count", 1);
            assertThat(live.frames()).isNotEmpty();
        }
        is("gateway_open_connections", 0);
        is("gateway_connections{state=\"unauthenticated\"}", 0);
        is("gateway_closed_total{reason=\"peer\"}", 2);
    }

    @Test
    void framesBytesAndAnswersAreCounted() {
        try (TestSocket socket = gateway.attach(LoneGateway.account())) {
            double in = value("gateway_frames_in_total");
            double bytes = value("gateway_bytes_in_total");
            double out = value("gateway_frames_out_total");
            socket.send(
                    Map.of(
                            "t", "send",
                            "chat_id", UUID.randomUUID(),
                            "client_msg_id", UUID.randomUUID(),
                            "body", Map.of("type", "text", "text", "hello")));
            socket.awaitType("message.new");
            is("gateway_frames_in_total", in + 1);
            is("gateway_frames_out_total", out + 1);
            is("gateway_answer_seconds_count", 1);
            is("gateway_delivery_seconds_count", 1);
            is("gateway_events_total{way=\"lane\"}", 1);
            is("gateway_events_total{way=\"broadcast\"}", 0);
            assertThat(value("gateway_bytes_in_total")).isBetween(bytes + 150, bytes + 250);
            assertThat(value("gateway_bytes_out_total")).isGreaterThan(500);
            assertThat(value("gateway_writes_total")).isPositive();
            is("gateway_queued_bytes", 0);
            is("gateway_queued_bytes_max", 0);
            is("gateway_lane_lag_records", 0);
            is("gateway_kafka_send_errors_total", 0);
            is("gateway_redis_errors_total", 0);
            assertThat(value("gateway_lane")).isPositive();
        }
    }

    @Test
    void evictionsAndRefusalsSayWhy() throws Exception {
        try (TestSocket socket = TestSocket.open(gateway.door())) {
            socket.sendText("no JSON");
            assertThat(socket.awaitClose()).isEqualTo(CloseCode.BAD_FRAME);
        }
        is("gateway_closed_total{reason=\"4501\"}", 1);
        is("gateway_closed_total{reason=\"4008\"}", 0);
        HttpRequest foreign = HttpRequest.newBuilder(gateway.door().resolve("/v1/ws")).build();
        assertThat(http.send(foreign, BodyHandlers.discarding()).statusCode()).isEqualTo(426);
        is("gateway_refused_handshakes_total{status=\"429\"}", 0);
    }

    private void is(String name, double expected) {
        Await.until(name + " is " + expected, () -> value(name) == expected);
    }

    private double value(String name) {
        URI uri =
                URI.create("http://127.0.0.1:" + gateway.app.managementPort() + "/observe/metrics");
        try {
            String all =
                    http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
            return all.lines()
                    .filter(line -> line.startsWith(name + " "))
                    .map(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " in\n" + all));
        } catch (java.io.IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
