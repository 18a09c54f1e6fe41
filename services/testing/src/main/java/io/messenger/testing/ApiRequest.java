package io.messenger.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One request of [OpenApiClient], not yet sent: `expect`, `expectProblem` or `send` sends it and
/// checks both sides.
@CheckReturnValue
public final class ApiRequest {
    /// Longer than any answer a service may take: the gateway's `POST …/messages` gives up after 10
    /// s.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final ApiOperation operation;
    private final URI uri;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final @Nullable Object body;
    private boolean checked = true;

    ApiRequest(
            HttpClient http,
            ApiOperation operation,
            URI uri,
            Map<String, String> headers,
            @Nullable Object body) {
        this.http = http;
        this.operation = operation;
        this.uri = uri;
        this.headers.putAll(headers);
        this.body = body;
    }

    /// Adds or replaces a header.
    public ApiRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /// Says that parameters or body break the document on purpose; the answer is held to it all the
    /// same.
    public ApiRequest invalidOnPurpose() {
        checked = false;
        return this;
    }

    /// Which operation it asks for.
    public ApiOperation operation() {
        return operation;
    }

    /// Sends, and demands this status.
    ///
    /// @throws AssertionError when the request or the answer is not as documented, or the status is
    ///   another
    @CanIgnoreReturnValue
    public ApiAnswer expect(int status) {
        ApiAnswer answer = send();
        if (answer.status() != status) {
            throw new AssertionError(
                    "%s: expected %d but got %s".formatted(operation, status, answer));
        }
        return answer;
    }

    /// Sends, and demands a problem (RFC 9457) with this status and code:
    /// `application/problem+json` with `type`, `title`, `status`, `code` and `detail`.
    @CanIgnoreReturnValue
    public ApiAnswer expectProblem(int status, String code) {
        ApiAnswer answer = expect(status);
        ProblemCheck.demand(operation.toString(), answer, code);
        return answer;
    }

    /// Sends, and accepts whatever the document allows, for tests that do not know the status
    /// beforehand.
    @CanIgnoreReturnValue
    public ApiAnswer send() {
        if (checked) {
            RequestCheck.demand(operation, uri, headers, body);
        }
        ApiAnswer answer = exchange();
        ResponseCheck.demand(operation, answer);
        keepSecrets(answer);
        if (answer.status() < 400) {
            OpenApiCoverage.count(operation);
        }
        return answer;
    }

    /// What is wrong on purpose is no secret, and may be what logs are full of.
    private void keepSecrets(ApiAnswer answer) {
        if (checked && body != null && !(body instanceof byte[])) {
            Secrets.in(body instanceof String raw ? raw : TestJson.tree(body).toString());
        }
        if (answer.status() < 400 && answer.mediaType().equals("application/json")) {
            Secrets.in(answer.text());
        }
    }

    private ApiAnswer exchange() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(PATIENCE)
                        .method(operation.method(), publisher());
        if (body != null) {
            headers.putIfAbsent("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new ApiAnswer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(operation + " got no answer from " + uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + operation, e);
        }
    }

    private BodyPublisher publisher() {
        if (body == null) {
            return BodyPublishers.noBody();
        }
        if (body instanceof byte[] bytes) {
            return BodyPublishers.ofByteArray(bytes);
        }
        return BodyPublishers.ofString(
                body instanceof String raw ? raw : TestJson.tree(body).toString());
    }
}
