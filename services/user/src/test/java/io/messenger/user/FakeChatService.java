package io.messenger.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/// A chat service that knows of blocks and shared chats what a test told it, for all callers alike.
final class FakeChatService {
    final Set<UserId> away = ConcurrentHashMap.newKeySet();
    private final Set<String> blocked = ConcurrentHashMap.newKeySet();
    private final Set<String> sharing = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    FakeChatService() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/v1/peers", this::peers);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void block(UserId one, UserId other) {
        both(blocked, one, other);
    }

    void share(UserId one, UserId other) {
        both(sharing, one, other);
    }

    private static void both(Set<String> pairs, UserId one, UserId other) {
        pairs.add(one + " " + other);
        pairs.add(other + " " + one);
    }

    private void peers(HttpExchange exchange) throws IOException {
        try (exchange) {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            String claims =
                    new String(
                            Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]),
                            StandardCharsets.UTF_8);
            String caller = Json.MAPPER.readTree(claims).get("sub").asText();
            JsonNode asked = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
            if (away.contains(UserId.parse(caller))) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            byte[] answer =
                    Json.bytes(
                            Map.of(
                                    "blocked", those(blocked, caller, asked.get("blocked")),
                                    "sharing", those(sharing, caller, asked.get("sharing"))));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static List<String> those(Set<String> pairs, String caller, JsonNode asked) {
        List<String> so = new ArrayList<>();
        for (JsonNode id : asked) {
            if (pairs.contains(caller + " " + id.asText())) {
                so.add(id.asText());
            }
        }
        return so;
    }
}
