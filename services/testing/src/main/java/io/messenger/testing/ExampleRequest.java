package io.messenger.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A request of an operation made of its document's examples, for tests that try every operation
/// without knowing any. Parts can be set otherwise before it is sent.
public final class ExampleRequest {
    /// For a parameter without an example, and a body that is no JSON.
    private static final String ANY = "00000000-0000-7000-8000-000000000001";

    /// Half a surrogate pair has no bytes of its own: it goes as an escape.
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final ApiOperation operation;
    private final Map<String, String> pathValues = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable JsonNode json;
    private byte @Nullable [] bytes;

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
        contents(operation)
                .findFirst()
                .ifPresent(content -> {
                    request.headers.put("Content-Type", content.name());
                    examples(content)
                            .findFirst()
                            .ifPresentOrElse(
                                    request::json,
                                    () -> request.bytes(unexplained(content.name())));
                });
        return request;
    }

    /// A body of a type of which documents show no example.
    private static byte[] unexplained(String mediaType) {
        return mediaType.startsWith("image/")
                ? TestPicture.of(mediaType.substring("image/".length()), 8, 8)
                : ANY.getBytes(StandardCharsets.US_ASCII);
    }

    /// The documented bodies; none when it takes no JSON.
    static List<JsonNode> examples(ApiOperation operation) {
        return contents(operation).limit(1).flatMap(ExampleRequest::examples).toList();
    }

    private static Stream<Place> contents(ApiOperation operation) {
        return operation.requestBody().child("content").writtenChildren();
    }

    private static Stream<JsonNode> examples(Place content) {
        return Stream.concat(
                        Stream.of(content.written("example")),
                        content.child("examples").children().map(named -> named.written("value")))
                .filter(Place::exists)
                .map(Place::node);
    }

    /// Sets a parameter; of a path parameter also what no example is.
    void set(ApiOperation.Parameter parameter, String value) {
        switch (parameter.in()) {
            case "path" -> encodedPath(parameter.name(), encoded(value));
            case "query" -> query(parameter.name(), encoded(value));
            default -> headers.put(parameter.name(), value);
        }
    }

    /// Sets a part of the path as it will stand there.
    void encodedPath(String name, String value) {
        pathValues.put(name, value);
    }

    /// Sets a part of the query as it will stand there.
    void query(String name, String value) {
        query.put(name, value);
    }

    /// Sets a header, documented or not.
    void header(String name, String value) {
        headers.put(name, value);
    }

    /// Sets the body.
    void json(JsonNode value) {
        json = value;
        bytes = null;
    }

    /// Sets the body to what need not be JSON.
    void bytes(byte[] value) {
        json = null;
        bytes = value;
    }

    /// The body's JSON; empty when it has none.
    Optional<JsonNode> json() {
        return Optional.ofNullable(json);
    }

    /// The request, to be sent by this client.
    ///
    /// @param client whose documents have the operation
    @CheckReturnValue
    public ApiRequest by(OpenApiClient client) {
        ApiRequest request =
                client.request(operation.method(), target(), json == null ? bytes : escaped(json));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return request;
    }

    private static String escaped(JsonNode json) {
        try {
            return ASCII.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON", e);
        }
    }

    /// Its path and query.
    public String target() {
        StringBuilder target = new StringBuilder(operation.path().text());
        pathValues.forEach((name, value) -> {
            String template = "{" + name + "}";
            int at = target.indexOf(template);
            target.replace(at, at + template.length(), value);
        });
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            target.append(separator).append(parameter.getKey()).append('=');
            target.append(parameter.getValue());
            separator = '&';
        }
        return target.toString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The whole of it, a long body cut off.
    @Override
    public String toString() {
        String body =
                json != null
                        ? escaped(json)
                        : bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
        return "%s %s %s %s"
                .formatted(
                        operation.method(),
                        target(),
                        headers,
                        body.length() > 2_000 ? body.substring(0, 2_000) + "…" : body);
    }
}
