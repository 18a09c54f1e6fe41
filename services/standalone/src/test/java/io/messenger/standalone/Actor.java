package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.testing.Account;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Somebody who tries what the permissions say, by REST and on a socket.
record Actor(Account account, OpenApiClient rest, TestSocket socket) implements AutoCloseable {
    private static final Duration WITHIN = Duration.ofSeconds(10);

    static Actor named(String name) {
        Account account = WholeMessenger.accounts().create(name);
        return new Actor(
                account,
                WholeMessenger.api().as(account.accessToken()),
                TestSocket.attach(WholeMessenger.gateway(), account, Map.of()));
    }

    /// Sends a command, and waits for what comes of it.
    JsonNode command(String type, Map<String, Object> fields) {
        String id = UUID.randomUUID().toString();
        Map<String, Object> frame = new LinkedHashMap<>(fields);
        frame.put("t", type);
        frame.put("client_msg_id", id);
        frame.put("id", id);
        return answer(frame, id);
    }

    /// Sends a frame that is no command, and waits for its answer.
    JsonNode ask(String type, Map<String, Object> fields) {
        String id = UUID.randomUUID().toString();
        Map<String, Object> frame = new LinkedHashMap<>(fields);
        frame.put("t", type);
        frame.put("id", id);
        return answer(frame, id);
    }

    private JsonNode answer(Map<String, Object> frame, String id) {
        socket.send(frame);
        return socket.await(
                answer ->
                        answer.path("id").asText().equals(id)
                                || answer.path("client_msg_id").asText().equals(id),
                WITHIN);
    }

    @Override
    public void close() {
        socket.close();
    }
}
