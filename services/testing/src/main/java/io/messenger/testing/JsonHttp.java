package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Plain JSON over HTTP, for what a test needs on the way and is not about.
record JsonHttp(URI base) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /// @throws AssertionError when the status is another
    JsonNode post(String path, Object body, int status) {
        JsonNode json = TestJson.tree(body);
        Secrets.in(json);
        return exchange(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json.toString())),
                status);
    }

    /// @throws AssertionError when the status is not 200
    JsonNode get(String path, String token) {
        return exchange(request(path).header("Authorization", "Bearer " + token), 200);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
    }

    private static JsonNode exchange(HttpRequest.Builder builder, int status) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            if (response.statusCode() != status) {
                throw new AssertionError(
                        "%s: expected %d but got %d %s"
                                .formatted(
                                        request, status, response.statusCode(), response.body()));
            }
            Secrets.in(response.body());
            return TestJson.read(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted in " + request, e);
        }
    }
}
