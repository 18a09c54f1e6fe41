package io.messenger.testing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The JSON schemas of one document (JSON Schema 2020-12, `format` asserted), closed as
/// [ClosedSchemas] says. Safe for use by several threads.
final class SchemaSet {
    private static final JsonSchemaFactory FACTORY = factory();
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ROOT)
                    .build();
    private static final JsonSchema META_SCHEMA =
            FACTORY.getSchema(
                    SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"), CONFIG);

    private final JsonNode closed;
    private final Map<JsonPointer, JsonSchema> compiled = new ConcurrentHashMap<>();

    SchemaSet(JsonNode document) {
        closed = ClosedSchemas.of(document);
    }

    /// What is wrong with the value by the schema at that place: one sentence each, none when it is
    /// valid.
    List<String> violations(Place schema, JsonNode value) {
        return sentences(compiled.computeIfAbsent(schema.pointer(), this::compile), value);
    }

    /// What is wrong with a schema itself, by the meta-schema of 2020-12.
    static List<String> violationsOfSchema(JsonNode schema) {
        return sentences(META_SCHEMA, schema);
    }

    /// A schema that stands alone, such as the shape that a document must have.
    static List<String> violations(JsonNode wholeSchema, JsonNode value) {
        return sentences(FACTORY.getSchema(wholeSchema, CONFIG), value);
    }

    private JsonSchema compile(JsonPointer pointer) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        if (closed.at(pointer) instanceof ObjectNode schema) {
            root.setAll(schema);
        }
        root.set("components", closed.path("components"));
        return FACTORY.getSchema(root, CONFIG);
    }

    /// Knows `components`, in which the schemas of a document lie, as a keyword that says nothing
    /// itself.
    private static JsonSchemaFactory factory() {
        JsonMetaSchema dialect =
                JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                        .keyword(new NonValidationKeyword("components"))
                        .build();
        return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V202012))
                .metaSchema(dialect)
                .build();
    }

    private static List<String> sentences(JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream().map(ValidationMessage::getMessage).sorted().toList();
    }
}
