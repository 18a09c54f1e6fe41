package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the gateway makes of a request that belongs to a service, and of its answer.
class ProxyTest {
    private final Upstream service = new Upstream();

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void pathAndQueryStayAsTheyWere() throws Exception {
        assertThat(service.get("/v1/a%2Fb/%C3%BC?q=%26x&q=1+2").body())
                .startsWith("GET /v1/a%2Fb/%C3%BC?q=%26x&q=1+2\n");
    }

    @Test
    void aBigBodyGoesThroughBothWays() throws Exception {
        byte[] body = new byte[3_000_000];
        new Random(1).nextBytes(body);
        service.handler = ProxyTest::echo;
        try (Door door = service.door()) {
            for (var publisher :
                    List.of(
                            BodyPublishers.ofByteArray(body),
                            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
                HttpRequest post =
                        HttpRequest.newBuilder(door.uri("/v1/x")).POST(publisher).build();
                HttpResponse<byte[]> answer = service.http.send(post, BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).isEqualTo(201);
                assertThat(Arrays.equals(answer.body(), body)).isTrue();
            }
        }
    }

    @Test
    void whatTheServiceHasSaidArrivesWhileItStillThinks() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        service.handler =
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("first".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    Upstream.await(heard);
                    exchange.getResponseBody().write("last".getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                };
        try (Door door = service.door()) {
            HttpRequest request = HttpRequest.newBuilder(door.uri("/v1/x")).build();
            try (InputStream in = service.http.send(request, BodyHandlers.ofInputStream()).body()) {
                assertThat(in.readNBytes(5)).asString().isEqualTo("first");
                heard.countDown();
                assertThat(in.readAllBytes()).asString().isEqualTo("last");
            }
        }
    }

    @Test
    void headersOfOneHopStayThere() throws Exception {
        service.handler =
                exchange -> {
                    exchange.getResponseHeaders().add("Connection", "X-Inner");
                    exchange.getResponseHeaders().add("X-Inner", "service only");
                    exchange.getResponseHeaders().add("X-Outer", "for all");
                    Upstream.mirror(exchange);
                };
        String answer =
                raw(
                        """
                        GET /v1/x HTTP/1.1
                        Host: chat.example
                        Connection: X-Mine
                        X-Mine: 1
                        TE: trailers
                        Proxy-Authorization: x
                        X-Kept: 1

                        """);
        assertThat(answer)
                .contains("x-kept: 1\n", "x-outer: for all")
                .doesNotContain("x-mine", "\nte: ", "proxy-authorization", "chat.example")
                .doesNotContain("x-inner");
    }

    @Test
    void oneConnectionServesManyRequests() throws Exception {
        try (Door door = service.door()) {
            for (int i = 0; i < 20; i++) {
                assertThat(service.send(door, "/v1/x").statusCode()).isEqualTo(200);
            }
        }
        assertThat(service.connections).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304, 404, 500})
    void statusAndEmptyBodiesPass(int status) throws Exception {
        service.handler =
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                };
        HttpResponse<String> answer = service.get("/v1/x");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theRequestIdGoesInAndOut() throws Exception {
        HttpResponse<String> given = service.get("/v1/x", "X-Request-Id", "a-1");
        assertThat(given.headers().allValues("X-Request-Id")).containsExactly("a-1");
        assertThat(given.body()).contains("x-request-id: a-1\n");
        HttpResponse<String> made = service.get("/v1/x", "X-Request-Id", "no good one");
        String id = made.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(id).hasSize(36);
        assertThat(made.body()).contains("x-request-id: " + id + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.0/8 | 203.0.113.7               | 203.0.113.7",
                "127.0.0.0/8 | 198.51.100.1, 203.0.113.7 | 203.0.113.7",
                "10.0.0.0/8  | 203.0.113.7               | 127.0.0.1",
                "127.0.0.0/8 |                           | 127.0.0.1"
            })
    void theServiceLearnsTheAddressThatCanBeBelieved(
            String trusted, String forwarded, String believed) throws Exception {
        try (Door door = new Door(service.uri(), Upstream.PATIENCE, trusted)) {
            HttpResponse<String> answer =
                    forwarded == null
                            ? service.send(door, "/v1/x")
                            : service.send(door, "/v1/x", "X-Forwarded-For", forwarded);
            assertThat(answer.body()).contains("x-forwarded-for: " + believed + "\n");
        }
    }

    /// The whole answer, in lower case.
    private String raw(String request) throws IOException {
        try (Door door = service.door();
                Socket socket =
                        new Socket(InetAddress.ofLiteral("127.0.0.1"), door.uri("/").getPort())) {
            socket.setSoTimeout(10_000);
            byte[] bytes = request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        }
    }

    private static void echo(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(201, 0);
        exchange.getRequestBody().transferTo(exchange.getResponseBody());
        exchange.close();
    }
}
