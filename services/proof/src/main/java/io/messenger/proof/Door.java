package io.messenger.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The REST calls that a measurement needs before it starts. Threads share it.
final class Door implements AutoCloseable {
    private static final String PASSWORD = "the bridge over the quiet water";

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    Door(URI base) {
        this.base = base;
    }

    /// Registers a new user and logs in.
    Person person() throws IOException, InterruptedException {
        JsonNode tokens = login(registered(), new DeviceId(UUID.randomUUID()));
        return new Person(
                UserId.parse(tokens.get("user_id").asText()),
                DeviceId.parse(tokens.get("device_id").asText()),
                tokens.get("access_token").asText());
    }

    /// Registers a new user.
    ///
    /// @return the username
    String registered() throws IOException, InterruptedException {
        String name = "load." + UUID.randomUUID().toString().substring(0, 23).replace('-', '.');
        post("/v1/auth/register", "", Map.of("username", name, "password", PASSWORD));
        return name;
    }

    /// Logs a user in on a device.
    ///
    /// @return the tokens
    /// @throws IOException when it is refused, as beyond what the service hashes at once
    JsonNode login(String username, DeviceId device) throws IOException, InterruptedException {
        return post(
                "/v1/auth/login",
                "",
                Map.of(
                        "username", username,
                        "password", PASSWORD,
                        "device", Map.of("id", device, "name", "bench")));
    }

    /// The direct chat of two users.
    ChatId direct(Person one, Person other) throws IOException, InterruptedException {
        Map<String, Object> chat = Map.of("type", "direct", "member_ids", List.of(other.userId()));
        return ChatId.parse(post("/v1/chats", one.token(), chat).get("chat_id").asText());
    }

    private JsonNode post(String path, String token, Map<String, Object> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<byte[]> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return Json.MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
