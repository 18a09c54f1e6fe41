package io.messenger.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks the message service in a user's name. Threads share it.
final class MessageClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http;
    private final URI service;

    MessageClient(HttpClient http, URI service) {
        this.http = http;
        this.service = service;
    }

    /// The difference between a device and the log.
    ///
    /// @param heads the last seq of each chat that the frames show
    /// @param large those of them whose events name no recipients
    /// @param frames `ready`, then a `batch` or `resync` for each chat that needs one
    record Difference(Map<ChatId, Long> heads, Set<ChatId> large, List<byte[]> frames) {}

    /// Reads the difference.
    ///
    /// @param request the body: `cursors` and perhaps `epoch`
    /// @throws ApiException as the service refused, or `unavailable`
    Difference attach(String token, Map<String, Object> request) throws InterruptedException {
        try {
            return difference(Lines.of(post("/internal/v1/attach", token, Json.bytes(request))));
        } catch (IOException e) {
            throw ApiException.unavailable("The message service answered something else.", e);
        }
    }

    /// The differences of many devices, as the message service answers.
    ///
    /// @param asks each a body as of [#attach], and the `token`
    byte[] attaches(List<Map<String, Object>> asks) throws InterruptedException {
        return post("/internal/v1/attaches", null, Json.bytes(Map.of("attaches", asks)));
    }

    /// Reads a difference.
    static Difference difference(List<byte[]> lines) throws IOException {
        JsonNode first = Json.MAPPER.readTree(lines.getFirst());
        Map<ChatId, Long> heads = new HashMap<>();
        first.path("heads")
                .properties()
                .forEach(head -> heads.put(ChatId.parse(head.getKey()), head.getValue().asLong()));
        Set<ChatId> large = new HashSet<>();
        // Not there in the answer of a message service of before.
        first.path("large").forEach(chat -> large.add(ChatId.parse(chat.textValue())));
        return new Difference(heads, large, lines.subList(1, lines.size()));
    }

    /// The `batch` frame of one chat.
    byte[] sync(String token, ChatId chat, Map<String, Object> request)
            throws InterruptedException {
        return post("/internal/v1/chats/" + chat + "/sync", token, Json.bytes(request));
    }

    /// The members of those chats that the user is in now; of a chat with too many to watch them,
    /// none.
    Map<ChatId, List<UserId>> watched(String token, Collection<ChatId> chats)
            throws InterruptedException {
        byte[] answer = post("/internal/v1/watched", token, Json.bytes(Map.of("chat_ids", chats)));
        try {
            Map<ChatId, List<UserId>> watched = new HashMap<>();
            for (Watched one : Json.read(answer, WatchedChats.class).chats()) {
                watched.put(one.chatId(), one.members());
            }
            return watched;
        } catch (IOException e) {
            throw ApiException.unavailable("The message service answered something else.", e);
        }
    }

    private record WatchedChats(List<Watched> chats) {}

    private record Watched(ChatId chatId, List<UserId> members) {}

    private byte[] post(String path, @Nullable String token, byte[] body)
            throws InterruptedException {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(service.resolve(path))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> answer =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            throw refusal(answer);
        } catch (IOException e) {
            throw ApiException.unavailable("The message service does not answer.", e);
        }
    }

    private static ApiException refusal(HttpResponse<byte[]> answer) throws IOException {
        JsonNode problem = Json.MAPPER.readTree(answer.body());
        ErrorCode code =
                ErrorCode.valueOf(problem.path("code").asText("internal").toUpperCase(Locale.ROOT));
        return new ApiException(code, problem.path("detail").asText());
    }
}
