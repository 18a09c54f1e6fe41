package io.messenger.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.platform.Authentication;
import io.messenger.platform.Kafka;
import io.messenger.platform.Principal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A message service that applies what really arrives on `message.send`, and answers of it.
final class FakeMessageService implements AutoCloseable {
    private final LogReader reader;
    private final WebServer server;

    FakeMessageService(Kafka kafka, Authentication authentication) {
        reader = new LogReader(kafka);
        server =
                WebServer.builder()
                        .host("127.0.0.1")
                        .port(0)
                        .routing(routing ->
                                routing.get(
                                                "/internal/v1/chats/{chat}/commands/{id}",
                                                authentication.required(this::command))
                                        .post(
                                                "/internal/v1/heads",
                                                authentication.required(this::heads)))
                        .build()
                        .start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    FakeLog log() {
        return reader.log();
    }

    private void command(Principal caller, ServerRequest req, ServerResponse res)
            throws InterruptedException {
        Optional<Long> seq =
                log().seq(
                                ChatId.parse(req.path().pathParameters().get("chat")),
                                new CommandKey(
                                        UserId.parse(req.query().get("sender_id")),
                                        ClientMsgId.parse(req.path().pathParameters().get("id"))),
                                Long.parseLong(req.query().get("wait_ms")));
        if (seq.isPresent()) {
            res.send(Json.bytes(Map.of("seq", seq.get())));
        } else {
            res.status(404).send();
        }
    }

    private void heads(Principal caller, ServerRequest req, ServerResponse res) throws IOException {
        UserId member = caller.userId();
        Map<String, Integer> heads = new TreeMap<>();
        try (InputStream body = req.content().inputStream()) {
            for (JsonNode chat : Json.MAPPER.readTree(body).get("chat_ids")) {
                log().head(ChatId.parse(chat.asText()), member)
                        .ifPresent(head -> heads.put(chat.asText(), head));
            }
        }
        res.send(Json.bytes(Map.of("heads", heads)));
    }

    /// From now on it is away.
    @Override
    public void close() {
        server.stop();
        reader.close();
    }
}
