package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the gateway makes of a request that belongs to a service, and of its answer.
class ProxyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LOOPBACK = "127.0.0.0/8";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Set<Integer> connections = ConcurrentHashMap.newKeySet();
    private HttpServer service;
    private volatile HttpHandler handler = ProxyTest::mirror;

    @BeforeEach
    void start() throws IOException {
        InetAddress local = InetAddress.ofLiteral("127.0.0.1");
        service = HttpServer.create(new InetSocketAddress(local, 0), 0);
        service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        service.createContext(
                "/",
                exchange -> {
                    connections.add(exchange.getRemoteAddress().getPort());
                    handler.handle(exchange);
                });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
        http.close();
    }

    @Test
    void pathAndQueryStayAsTheyWere() throws Exception {
        assertThat(get("/v1/a%2Fb/%C3%BC?q=%26x&q=1+2").body())
                .startsWith("GET /v1/a%2Fb/%C3%BC?q=%26x&q=1+2\n");
    }

    @Test
    void aBigBodyGoesThroughBothWays() throws Exception {
        byte[] body = new byte[3_000_000];
        new Random(1).nextBytes(body);
        handler = ProxyTest::echo;
        try (Door door = door()) {
            for (var publisher :
                    List.of(
                            BodyPublishers.ofByteArray(body),
                            BodyPublishers.ofInputStream(
                                    () -> new java.io.ByteArrayInputStream(body)))) {
                HttpRequest post =
                        HttpRequest.newBuilder(door.uri("/v1/x")).POST(publisher).build();
                HttpResponse<byte[]> answer = http.send(post, BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).isEqualTo(201);
                assertThat(Arrays.equals(answer.body(), body)).isTrue();
            }
        }
    }

    @Test
    void whatTheServiceHasSaidArrivesWhileItStillThinks() throws Exception {
        CountDownLatch heard = new CountDownLatch(1);
        handler =
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write("first".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    await(heard);
                    exchange.getResponseBody().write("last".getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                };
        try (Door door = door()) {
            HttpRequest request = HttpRequest.newBuilder(door.uri("/v1/x")).build();
            try (InputStream in = http.send(request, BodyHandlers.ofInputStream()).body()) {
                assertThat(in.readNBytes(5)).asString().isEqualTo("first");
                heard.countDown();
                assertThat(in.readAllBytes()).asString().isEqualTo("last");
            }
        }
    }

    @Test
    void headersOfOneHopStayThere() throws Exception {
        handler =
                exchange -> {
                    exchange.getResponseHeaders().add("Connection", "X-Inner");
                    exchange.getResponseHeaders().add("X-Inner", "service only");
                    exchange.getResponseHeaders().add("X-Outer", "for all");
                    mirror(exchange);
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
        try (Door door = door()) {
            for (int i = 0; i < 20; i++) {
                assertThat(send(door, "/v1/x").statusCode()).isEqualTo(200);
            }
        }
        assertThat(connections).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304, 404, 500})
    void statusAndEmptyBodiesPass(int status) throws Exception {
        handler =
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                };
        HttpResponse<String> answer = get("/v1/x");
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theRequestIdGoesInAndOut() throws Exception {
        HttpResponse<String> given = get("/v1/x", "X-Request-Id", "a-1");
        assertThat(given.headers().allValues("X-Request-Id")).containsExactly("a-1");
        assertThat(given.body()).contains("x-request-id: a-1\n");
        HttpResponse<String> made = get("/v1/x", "X-Request-Id", "no good one");
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
        try (Door door = new Door(uri(), PATIENCE, trusted)) {
            HttpResponse<String> answer =
                    forwarded == null
                            ? send(door, "/v1/x")
                            : send(door, "/v1/x", "X-Forwarded-For", forwarded);
            assertThat(answer.body()).contains("x-forwarded-for: " + believed + "\n");
        }
    }

    @Test
    void aServiceThatIsNotThereIsABadGateway() throws Exception {
        service.stop(0);
        isProblem(get("/v1/x", "X-Request-Id", "r-502"), 502);
    }

    @Test
    void aServiceThatHangsUpIsABadGateway() throws Exception {
        handler = HttpExchange::close;
        isProblem(get("/v1/x"), 502);
    }

    @Test
    void aServiceThatIsSilentIsAGatewayTimeout() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        handler = _ -> await(never);
        try (Door door = new Door(uri(), Duration.ofMillis(300), LOOPBACK)) {
            isProblem(send(door, "/v1/x"), 504);
        }
        never.countDown();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000})
    void anAnswerThatBreaksOffDoesNotLookWhole(long length) throws Exception {
        handler =
                exchange -> {
                    exchange.sendResponseHeaders(200, length);
                    exchange.getResponseBody().write(new byte[100_000]);
                    exchange.getResponseBody().flush();
                    service.stop(0);
                };
        breaksOff(PATIENCE);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1_000_000})
    void anAnswerThatStopsComingIsBrokenOff(long length) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        handler =
                exchange -> {
                    exchange.sendResponseHeaders(200, length);
                    exchange.getResponseBody().write(new byte[100_000]);
                    exchange.getResponseBody().flush();
                    await(never);
                };
        breaksOff(Duration.ofMillis(300));
        never.countDown();
    }

    private void breaksOff(Duration patience) throws Exception {
        try (Door door = new Door(uri(), patience, LOOPBACK)) {
            HttpRequest request = HttpRequest.newBuilder(door.uri("/v1/x")).build();
            try (InputStream in = http.send(request, BodyHandlers.ofInputStream()).body()) {
                assertThat(org.assertj.core.api.Assertions.catchThrowable(in::readAllBytes))
                        .isInstanceOf(IOException.class);
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

    private HttpResponse<String> get(String target, String... headers) throws Exception {
        try (Door door = door()) {
            return send(door, target, headers);
        }
    }

    /// The whole answer, in lower case.
    private String raw(String request) throws IOException {
        try (Door door = door();
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

    /// Answers with what the service was asked.
    private static void mirror(HttpExchange exchange) throws IOException {
        StringBuilder asked = new StringBuilder();
        asked.append(exchange.getRequestMethod())
                .append(' ')
                .append(exchange.getRequestURI())
                .append('\n');
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        values.forEach(value ->
                                asked.append(name.toLowerCase(Locale.ROOT))
                                        .append(": ")
                                        .append(value)
                                        .append('\n')));
        byte[] body = asked.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void echo(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(201, 0);
        exchange.getRequestBody().transferTo(exchange.getResponseBody());
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> send(Door door, String target, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(door.uri(target));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private Door door() {
        return new Door(uri(), PATIENCE, LOOPBACK);
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + service.getAddress().getPort());
    }
}
