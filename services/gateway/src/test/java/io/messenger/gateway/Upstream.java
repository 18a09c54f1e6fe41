package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A service behind the gateway that answers as a test says: at first with what it was asked.
final class Upstream implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final String LOOPBACK = "127.0.0.0/8";

    final Set<Integer> connections = ConcurrentHashMap.newKeySet();
    final HttpClient http = HttpClient.newHttpClient();
    volatile HttpHandler handler = Upstream::mirror;
    private final HttpServer server;

    Upstream() {
        try {
            InetAddress local = InetAddress.ofLiteral("127.0.0.1");
            server = HttpServer.create(new InetSocketAddress(local, 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    connections.add(exchange.getRemoteAddress().getPort());
                    handler.handle(exchange);
                });
        server.start();
    }

    Door door() {
        return new Door(uri(), PATIENCE, LOOPBACK);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    HttpResponse<String> get(String target, String... headers) throws Exception {
        try (Door door = door()) {
            return send(door, target, headers);
        }
    }

    HttpResponse<String> send(Door door, String target, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(door.uri(target));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /// Answers with what the service was asked, in lower case but the first line.
    static void mirror(HttpExchange exchange) throws IOException {
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

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Breaks all its connections.
    void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        server.stop(0);
        http.close();
    }
}
