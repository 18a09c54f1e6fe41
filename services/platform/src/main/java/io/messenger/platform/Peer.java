package io.messenger.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.Fields;
import io.messenger.contracts.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Another service, asked with a user's own token. Threads share it.
public final class Peer implements AutoCloseable {
    private final URI base;
    private final Duration patience;
    private final HttpClient http;

    /// A service at `base`: scheme, host and port.
    ///
    /// @param patience how long an answer may take
    public Peer(URI base, Duration patience) {
        this.base = base;
        this.patience = patience;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(patience)
                        .build();
    }

    /// Asks for a thing that may take `wait` to come to be.
    ///
    /// @return empty when there is none
    /// @throws IOException when the service does not answer, or neither 404 nor what `reader` reads
    public <T> Optional<T> get(String token, String path, Duration wait, Function<Fields, T> reader)
            throws IOException {
        return exchange(request(token, path, wait).GET().build(), reader);
    }

    /// Asks with a JSON body.
    ///
    /// @throws IOException when the service does not answer, or not what `reader` reads
    public <T> T post(String token, String path, Object body, Function<Fields, T> reader)
            throws IOException {
        HttpRequest request =
                request(token, path, Duration.ZERO)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build();
        return exchange(request, reader)
                .orElseThrow(() -> new IOException(request.uri() + " answered 404"));
    }

    private HttpRequest.Builder request(String token, String path, Duration wait) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(patience.plus(wait))
                .header("Authorization", "Bearer " + token);
    }

    private <T> Optional<T> exchange(HttpRequest request, Function<Fields, T> reader)
            throws IOException {
        HttpResponse<byte[]> answer = send(request);
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(read(request, answer.body(), reader));
            case 404 -> Optional.empty();
            default -> throw new IOException(request.uri() + " answered " + answer.statusCode());
        };
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + request.uri(), e);
        }
    }

    private static <T> T read(HttpRequest request, byte[] body, Function<Fields, T> reader)
            throws IOException {
        try {
            return reader.apply(new Fields(Json.read(body, JsonNode.class)));
        } catch (ApiException | IllegalArgumentException e) {
            // A refusal of the answer must not become a refusal of the caller's own request.
            throw new IOException(request.uri() + " answered something unexpected", e);
        }
    }

    /// Ends at once: who still waits for an answer gets none.
    @Override
    public void close() {
        http.shutdownNow();
    }
}
