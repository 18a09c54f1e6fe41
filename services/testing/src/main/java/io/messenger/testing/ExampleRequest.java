package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request of an operation made of its document's examples, for tests that try every operation
/// without knowing any. Parts can be set otherwise before it is sent.
public final class ExampleRequest {
    /// For a parameter without an example, and a body that is no JSON.
    private static final String ANY = "00000000-0000-7000-8000-000000000001";

    private final ApiOperation operation;
    private final Map<String, String> pathValues = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable Object body;

    private ExampleRequest(ApiOperation operation) {
        this.operation = operation;
    }

    /// The request with all that the operation demands, and nothing else.
    public static ExampleRequest of(ApiOperation operation) {
        ExampleRequest request = new ExampleRequest(operation);
        for (ApiOperation.Parameter parameter : operation.parameters()) {
            if (parameter.required()) {
                request.set(parameter, parameter.example().asText(ANY));
            }
        }
        operation
                .requestBody()
                .child("content")
                .writtenChildren()
                .findFirst()
                .ifPresent(content -> request.body(content.name(), example(content)));
        return request;
    }

    private static Object example(Place content) {
        return Optional.of(content.written("example"))
                .filter(Place::exists)
                .or(() ->
                        content.child("examples")
                                .children()
                                .findFirst()
                                .map(named -> named.written("value")))
                .<Object>map(Place::node)
                .orElse(ANY.getBytes(StandardCharsets.US_ASCII));
    }

    /// Sets a parameter; of a path parameter also what no example is.
    void set(ApiOperation.Parameter parameter, String value) {
        switch (parameter.in()) {
            case "path" -> pathValues.put(parameter.name(), value);
            case "query" -> query.put(parameter.name(), value);
            default -> headers.put(parameter.name(), value);
        }
    }

    /// Sets a header, documented or not.
    void header(String name, String value) {
        headers.put(name, value);
    }

    /// Sets the body: bytes, or what is sent as JSON.
    void body(String contentType, @Nullable Object value) {
        body = value;
        headers.put("Content-Type", contentType);
    }

    /// The body's JSON; empty when it has none.
    Optional<JsonNode> json() {
        return body instanceof JsonNode json ? Optional.of(json) : Optional.empty();
    }

    /// The request, to be sent by this client.
    ///
    /// @param client whose documents have the operation
    @CheckReturnValue
    public ApiRequest by(OpenApiClient client) {
        ApiRequest request = client.request(operation.method(), target(), body);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return request;
    }

    /// Its path and query.
    public String target() {
        StringBuilder target = new StringBuilder(operation.path().text());
        pathValues.forEach((name, value) -> {
            String template = "{" + name + "}";
            int at = target.indexOf(template);
            target.replace(at, at + template.length(), encoded(value));
        });
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            target.append(separator).append(parameter.getKey()).append('=');
            target.append(encoded(parameter.getValue()));
            separator = '&';
        }
        return target.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
