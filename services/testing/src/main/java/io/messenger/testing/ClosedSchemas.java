package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.function.Consumer;

/// Closes the schemas of a document for tests: a field that the document does not name is drift,
/// although clients must ignore it. Each place where a value of its own begins (a body, a property,
/// an item) gets `unevaluatedProperties: false`, which sees through `$ref` and `allOf`; a schema
/// that says itself what further fields may be (`additionalProperties`, `unevaluatedProperties`) is
/// left as it is.
final class ClosedSchemas {
    private static final Set<String> SAME_VALUE =
            Set.of("allOf", "anyOf", "oneOf", "then", "else", "$defs", "if");
    private static final Set<String> OWN_VALUE =
            Set.of("items", "prefixItems", "contains", "additionalProperties");
    private static final Set<String> OWN_VALUES_BY_NAME = Set.of("properties", "patternProperties");

    private ClosedSchemas() {}

    /// A copy of the document in which every schema is closed.
    static JsonNode of(JsonNode document) {
        JsonNode copy = document.deepCopy();
        copy.path("components").path("schemas").forEach(ClosedSchemas::inside);
        findUses(copy);
        return copy;
    }

    /// Schemas outside of `components/schemas` stand under `schema` (OpenAPI) or `payload`,
    /// `headers` (AsyncAPI).
    private static void findUses(JsonNode node) {
        node.propertyStream()
                .filter(field -> !Set.of("schemas", "example", "examples").contains(field.getKey()))
                .forEach(field -> {
                    if (Set.of("schema", "payload").contains(field.getKey())) {
                        close(field.getValue());
                    } else {
                        findUses(field.getValue());
                    }
                });
        if (node.isArray()) {
            node.forEach(ClosedSchemas::findUses);
        }
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && !object.isEmpty()) {
            inside(object);
            if (!object.has("additionalProperties") && !object.has("unevaluatedProperties")) {
                object.put("unevaluatedProperties", false);
            }
        }
    }

    private static void inside(JsonNode schema) {
        for (var field : schema.properties()) {
            JsonNode value = field.getValue();
            if (OWN_VALUES_BY_NAME.contains(field.getKey())) {
                value.forEach(ClosedSchemas::close);
            } else if (OWN_VALUE.contains(field.getKey())) {
                forOneOrMany(value, ClosedSchemas::close);
            } else if (SAME_VALUE.contains(field.getKey())) {
                forOneOrMany(value, ClosedSchemas::inside);
            }
        }
    }

    private static void forOneOrMany(JsonNode value, Consumer<JsonNode> step) {
        if (value.isArray()) {
            value.forEach(step);
        } else {
            step.accept(value);
        }
    }
}
