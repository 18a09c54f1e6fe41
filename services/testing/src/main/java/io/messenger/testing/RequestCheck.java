package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Demands that a request is what the document says: parameters known, present and valid, the body
/// valid.
final class RequestCheck {
    private static final String JSON = "application/json";

    private final ApiOperation operation;

    private RequestCheck(ApiOperation operation) {
        this.operation = operation;
    }

    static void demand(
            ApiOperation operation, URI uri, Map<String, String> headers, @Nullable Object body) {
        RequestCheck check = new RequestCheck(operation);
        check.parameters("path", operation.path().match(uri.getRawPath()).orElseThrow());
        check.parameters("query", query(uri));
        check.parameters("header", documentedOnly(operation, headers));
        check.body(body, headers.getOrDefault("Content-Type", JSON));
    }

    private void parameters(String in, Map<String, String> given) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        for (ApiOperation.Parameter parameter : operation.parameters()) {
            if (parameter.in().equals(in)) {
                unknown.remove(parameter.name());
                String value = given.get(parameter.name());
                if (value != null) {
                    valid(
                            in + " parameter " + parameter.name(),
                            parameter.schema(),
                            typed(parameter, value));
                } else if (parameter.required()) {
                    throw fault("needs the %s parameter %s".formatted(in, parameter.name()));
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw fault("has no %s parameters %s".formatted(in, unknown));
        }
    }

    private void body(@Nullable Object body, String mediaType) {
        Place documented = operation.requestBody();
        if (body == null) {
            if (documented.node().path("required").asBoolean()) {
                throw fault("needs a body");
            }
            return;
        }
        Place content = documented.child("content").child(mediaType);
        if (!content.exists()) {
            throw fault("takes no body of type " + mediaType);
        }
        if (!mediaType.equals(JSON)) {
            return;
        }
        JsonNode json = body instanceof String raw ? TestJson.read(raw) : TestJson.tree(body);
        valid("request body " + json, content.written("schema"), json);
    }

    private void valid(String what, Place schema, JsonNode value) {
        List<String> violations = operation.document().schemas().violations(schema, value);
        if (!violations.isEmpty()) {
            throw fault("does not accept the %s: %s".formatted(what, violations));
        }
    }

    private AssertionError fault(String detail) {
        return new AssertionError(
                "%s by the document of %s %s (if the test wants that: invalidOnPurpose())"
                        .formatted(operation, operation.document().name(), detail));
    }

    /// A parameter's text as the JSON type that its schema asks for.
    private static JsonNode typed(ApiOperation.Parameter parameter, String text) {
        String type = parameter.schema().followed().node().path("type").asText();
        boolean bare = Set.of("integer", "number", "boolean").contains(type);
        boolean reads = text.matches("-?\\d+(\\.\\d+)?|true|false");
        return bare && reads ? TestJson.read(text) : JsonNodeFactory.instance.textNode(text);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> values = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 2 ? parts[1] : "";
                values.put(decoded(parts[0]), decoded(value));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// Headers that a document never lists (`Accept`, `Authorization`, tracing) are not parameters.
    private static Map<String, String> documentedOnly(
            ApiOperation operation, Map<String, String> headers) {
        return operation.parameters().stream()
                .filter(p -> p.in().equals("header") && headers.containsKey(p.name()))
                .collect(
                        Collectors.toMap(
                                ApiOperation.Parameter::name,
                                p -> headers.getOrDefault(p.name(), "")));
    }
}
