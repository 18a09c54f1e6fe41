package io.messenger.testing;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An HTTP client for API tests that holds both sides to the OpenAPI document: a request must be
/// one of its operations and valid, an answer must have a documented status, media type and body.
/// Anything else is an AssertionError. What was answered with success is counted for
/// [OpenApiCoverage]. Immutable, safe for use by several threads.
@CheckReturnValue
public final class OpenApiClient {
    private final URI base;
    private final List<OpenApiDocument> documents;
    private final Map<String, String> headers;
    private final HttpClient http;

    private OpenApiClient(
            URI base,
            List<OpenApiDocument> documents,
            Map<String, String> headers,
            HttpClient http) {
        this.base = base;
        this.documents = documents;
        this.headers = headers;
        this.http = http;
    }

    /// A client of a service.
    ///
    /// @param base where it listens, such as `http://127.0.0.1:8083`
    /// @param services whose documents hold there: one, or all five at the gateway
    public static OpenApiClient of(URI base, String... services) {
        return of(
                base, Stream.of(services).map(OpenApiDocument::of).toArray(OpenApiDocument[]::new));
    }

    /// A client of a service with documents already at hand.
    public static OpenApiClient of(URI base, OpenApiDocument... documents) {
        return new OpenApiClient(base, List.of(documents), Map.of(), http().build());
    }

    private static HttpClient.Builder http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER);
    }

    /// The same client, as if on another machine: its connections come from that address of this
    /// one.
    public OpenApiClient from(InetAddress address) {
        return new OpenApiClient(base, documents, headers, http().localAddress(address).build());
    }

    /// The same client with this bearer token.
    public OpenApiClient as(String token) {
        return new OpenApiClient(base, documents, Map.of("Authorization", "Bearer " + token), http);
    }

    /// The same client without a token.
    public OpenApiClient anonymous() {
        return new OpenApiClient(base, documents, Map.of(), http);
    }

    /// A request that is sent by its `expect…`.
    ///
    /// @param path with its query, such as `/v1/chats?limit=10`
    public ApiRequest get(String path) {
        return request("GET", path, null);
    }

    /// See [#get]. The body is a map, list, record or JSON tree; a String goes out as it is, for
    /// malformed JSON, and so do bytes, for which `Content-Type` is to be set.
    public ApiRequest post(String path, Object body) {
        return request("POST", path, body);
    }

    /// See [#get].
    public ApiRequest post(String path) {
        return request("POST", path, null);
    }

    /// See [#post].
    public ApiRequest put(String path, Object body) {
        return request("PUT", path, body);
    }

    /// See [#get].
    public ApiRequest put(String path) {
        return request("PUT", path, null);
    }

    /// See [#post].
    public ApiRequest patch(String path, Object body) {
        return request("PATCH", path, body);
    }

    /// See [#get].
    public ApiRequest delete(String path) {
        return request("DELETE", path, null);
    }

    /// See [#post]; for requests whose method is data.
    ///
    /// @throws AssertionError when no document has the operation
    public ApiRequest request(String method, String path, @Nullable Object body) {
        URI uri = URI.create(base + path);
        ApiOperation operation =
                documents.stream()
                        .map(document -> document.operation(method, uri.getRawPath()))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(undocumented(method, path)));
        return new ApiRequest(http, operation, uri, headers, body);
    }

    private String undocumented(String method, String path) {
        List<String> names = documents.stream().map(OpenApiDocument::name).toList();
        return "no operation %s %s in the OpenAPI document of %s".formatted(method, path, names);
    }
}
