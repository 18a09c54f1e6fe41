package io.messenger.auth;

import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// The user service as this one sees it. Threads share it.
final class UserClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final URI profile;
    private final AccessTokens tokens;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /// @param base where it listens
    UserClient(URI base, AccessTokens tokens) {
        this.profile = base.resolve("/internal/v1/profile");
        this.tokens = tokens;
    }

    /// Makes the profile, unless it is there already: a repeated call changes nothing.
    ///
    /// @throws IOException when it was not made within two seconds
    void make(NewProfile user) throws IOException, InterruptedException {
        Map<String, String> body =
                Map.of(
                        "username", user.username().value(),
                        "display_name", user.displayName().value());
        HttpRequest.BodyPublisher content =
                HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body));
        send(
                request(user.userId())
                        .header("Content-Type", "application/json")
                        .PUT(content)
                        .build());
    }

    /// Removes the profile, if there is one.
    ///
    /// @throws IOException when it was not removed within two seconds
    void remove(UserId user) throws IOException, InterruptedException {
        send(request(user).DELETE().build());
    }

    private HttpRequest.Builder request(UserId user) {
        return HttpRequest.newBuilder(profile)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + tokens.internal(user));
    }

    private void send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() >= 300) {
            throw new IOException(profile + " answered " + answer.statusCode());
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
