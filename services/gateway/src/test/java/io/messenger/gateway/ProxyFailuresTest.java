package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client sees of a service that is away, slow, or stops in the middle of an answer.
class ProxyFailuresTest {
    private final Upstream service = new Upstream();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aServiceThatIsNotThereIsABadGateway() throws Exception {
        service.stop();
        isProblem(service.get("/v1/x", "X-Request-Id", "r-502"), 502);
    }

    @Test
    void aServiceThatHangsUpIsABadGateway() throws Exception {
        service.handler = HttpExchange::close;
        isProblem(service.get("/v1/x"), 502);
    }

    @Test
    void aServiceThatIsSilentIsAGatewayTimeout() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        service.handler = _ -> Upstream.await(never);
        try (Door door = new Door(service.uri(), Duration.ofMillis(300), Upstream.LOOPBACK)) {
            isProblem(service.send(door, "/v1/x"), 504);
        }
        never.countDown();
    }

    @Test
    void aRequestThatStopsComingLosesItsConnection() throws Exception {
        service.handler =
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    Upstream.mirror(exchange);
                };
        try (Door door = new Door(service.uri(), Duration.ofMillis(300), Upstream.LOOPBACK);
                Socket socket =
                        new Socket(InetAddress.ofLiteral("127.0.0.1"), door.uri("/").getPort())) {
            socket.setSoTimeout(10_000);
            String half = "POST /v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nhalf";
            socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void aLargeBodyMayTakeItsTime() throws Exception {
        service.handler =
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    Upstream.mirror(exchange);
                };
        int chunks = 40;
        byte[] chunk = new byte[6_000];
        try (Door door = new Door(service.uri(), Duration.ofMillis(300), Upstream.LOOPBACK);
                Socket socket =
                        new Socket(InetAddress.ofLiteral("127.0.0.1"), door.uri("/").getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            String head =
                    "POST /v1/x HTTP/1.1\r\nHost: a\r\nContent-Length: "
                            + chunks * chunk.length
                            + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            // Two seconds, at 120,000 bytes in each.
            for (int i = 0; i < chunks; i++) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                out.write(chunk);
            }
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000})
    void anAnswerThatBreaksOffDoesNotLookWhole(long length) throws Exception {
        service.handler =
                exchange -> {
                    exchange.sendResponseHeaders(200, length);
                    exchange.getResponseBody().write(new byte[100_000]);
                    exchange.getResponseBody().flush();
                    service.stop();
                };
        breaksOff(Upstream.PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000})
    void anAnswerThatStopsComingIsBrokenOff(long length) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        service.handler =
                exchange -> {
                    exchange.sendResponseHeaders(200, length);
                    exchange.getResponseBody().write(new byte[100_000]);
                    exchange.getResponseBody().flush();
                    Upstream.await(never);
                };
        breaksOff(Duration.ofMillis(300));
        never.countDown();
    }

    private void breaksOff(Duration patience) throws Exception {
        try (Door door = new Door(service.uri(), patience, Upstream.LOOPBACK)) {
            HttpRequest request = HttpRequest.newBuilder(door.uri("/v1/x")).build();
            try (InputStream in = service.http.send(request, BodyHandlers.ofInputStream()).body()) {
                assertThat(catchThrowable(in::readAllBytes)).isInstanceOf(IOException.class);
            }
        }
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(answer.body())
                .contains("\"code\":\"unavailable\"", "\"status\":" + status)
                .doesNotContain("Exception");
    }
}
