package io.messenger.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The REST calls that a measurement needs. Threads share it.
final class Door implements AutoCloseable {
    private static final String PASSWORD = "the bridge over the quiet water";

    /// More members join one by one.
    private static final int MOST_FOUNDERS = 1000;

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
                tokens.get("access_token").asText(),
                Instant.now().plusSeconds(tokens.get("expires_in").asLong()));
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

    /// A chat with these members, made by the first one. A direct chat may be there already.
    ChatId chat(ChatType type, List<Person> members) throws IOException, InterruptedException {
        Person maker = members.getFirst();
        int founders = Math.min(members.size(), MOST_FOUNDERS);
        Map<String, Object> chat = new HashMap<>();
        chat.put("type", type);
        chat.put("member_ids", members.subList(1, founders).stream().map(Person::userId).toList());
        if (type != ChatType.DIRECT) {
            chat.put("title", type.wire() + " of " + members.size());
        }
        String id = post("/v1/chats", maker.token(), chat).get("chat_id").asText();
        List<Person> others = members.subList(founders, members.size());
        if (!others.isEmpty()) {
            String invites = "/v1/chats/" + id + "/invites";
            String code = post(invites, maker.token(), Map.of()).get("code").asText();
            Together.each(
                    others.size(),
                    number ->
                            post(
                                    "/v1/invites/" + code + "/join",
                                    others.get(number).token(),
                                    Map.of()));
        }
        return ChatId.parse(id);
    }

    /// The seqs of a chat's latest messages, ascending.
    List<Long> history(Person reader, ChatId chat, int limit)
            throws IOException, InterruptedException {
        List<Long> seqs = new ArrayList<>();
        send(request("/v1/chats/" + chat + "/messages?limit=" + limit, reader.token()).GET())
                .get("messages")
                .forEach(message -> seqs.add(message.get("seq").asLong()));
        return seqs;
    }

    private JsonNode post(String path, String token, Map<String, Object> body)
            throws IOException, InterruptedException {
        return send(
                request(path, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body))));
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request.uri().getPath() + " answered " + answer.statusCode());
        }
        return Json.MAPPER.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
