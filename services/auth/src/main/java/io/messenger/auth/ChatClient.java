package io.messenger.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The chat service as this one sees it: what the user could do, by the public operations. Threads
/// share it.
final class ChatClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;

    private final URI base;
    private final AccessTokens tokens;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build();

    /// @param base where it listens
    ChatClient(URI base, AccessTokens tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    /// Has the user leave all groups and channels; nobody leaves a direct chat. Where the user was
    /// the last owner, the chat service finds an heir.
    ///
    /// @throws IOException when it was not done, or only in part
    void leaveAll(UserId user) throws IOException, InterruptedException {
        for (ChatId chat : shared(user)) {
            HttpResponse<byte[]> answer =
                    http.send(
                            request(user, "/v1/chats/" + chat + "/leave")
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            // Whoever has left before finds no such chat.
            if (answer.statusCode() != NOT_FOUND) {
                demandGood(answer);
            }
        }
    }

    private List<ChatId> shared(UserId user) throws IOException, InterruptedException {
        List<ChatId> chats = new ArrayList<>();
        String cursor = "";
        do {
            HttpResponse<byte[]> answer =
                    http.send(
                            request(user, "/v1/chats?limit=100" + cursor).GET().build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            demandGood(answer);
            JsonNode page = Json.read(answer.body(), JsonNode.class);
            for (JsonNode chat : page.path("items")) {
                if (!chat.path("type").asText().equals("direct")) {
                    chats.add(ChatId.parse(chat.path("chat_id").asText()));
                }
            }
            cursor = next(page.get("next_cursor"));
        } while (!cursor.isEmpty());
        return chats;
    }

    private static String next(@Nullable JsonNode cursor) {
        return cursor == null || cursor.isNull()
                ? ""
                : "&cursor=" + URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(UserId user, String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + tokens.actingFor(user));
    }

    private static void demandGood(HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.uri() + " answered " + answer.statusCode());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
