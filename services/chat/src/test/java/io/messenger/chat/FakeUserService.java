package io.messenger.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A user service that knows whom the test told it of.
final class FakeUserService implements AutoCloseable {
    private final Set<UserId> known = ConcurrentHashMap.newKeySet();
    private final WebServer server =
            WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .routing(routing -> routing.post("/v1/users/batch", this::batch))
                    .build()
                    .start();

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    void knows(UserId user) {
        known.add(user);
    }

    private void batch(ServerRequest req, ServerResponse res) throws IOException {
        if (!req.headers().contains(HeaderNames.AUTHORIZATION)) {
            res.status(401).send();
            return;
        }
        List<Map<String, String>> found = new ArrayList<>();
        try (InputStream body = req.content().inputStream()) {
            JsonNode ids = Json.MAPPER.readTree(body).get("ids");
            if (ids.size() > 100) {
                res.status(413).send();
                return;
            }
            for (JsonNode id : ids) {
                if (known.contains(UserId.parse(id.asText()))) {
                    found.add(Map.of("user_id", id.asText(), "username", "someone"));
                }
            }
        }
        res.send(Json.bytes(Map.of("items", found)));
    }

    /// From now on it is away.
    @Override
    public void close() {
        server.stop();
    }
}
