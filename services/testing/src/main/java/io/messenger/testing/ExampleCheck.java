package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Checks each schema of a document against the meta-schema, and each example against its schema:
/// examples of schemas (`examples`, a list), and of media types, parameters and headers (`example`,
/// or `examples` by name).
final class ExampleCheck {
    private final SchemaSet schemas;
    private final List<String> findings = new ArrayList<>();

    private ExampleCheck(SchemaSet schemas) {
        this.schemas = schemas;
    }

    static List<String> findings(Place root, SchemaSet schemas) {
        ExampleCheck check = new ExampleCheck(schemas);
        root.written("components").written("schemas").writtenChildren().forEach(check::schema);
        check.walk(root);
        return check.findings;
    }

    private void walk(Place place) {
        place.writtenChildren()
                .filter(child -> !Set.of("schemas", "example", "examples").contains(child.name()))
                .forEach(child -> step(place, child));
    }

    private void step(Place parent, Place child) {
        if (child.name().equals("schema")) {
            schema(child);
            if (parent.node().has("example")) {
                validate(child, parent.written("example"));
            }
            parent.child("examples")
                    .children()
                    .forEach(example -> validate(child, example.written("value")));
        } else {
            walk(child);
        }
    }

    private void schema(Place schema) {
        SchemaSet.violationsOfSchema(schema.node())
                .forEach(fault -> findings.add(schema + " " + fault));
        schema.written("examples").writtenChildren().forEach(example -> validate(schema, example));
    }

    private void validate(Place schema, Place example) {
        JsonNode value = example.node();
        schemas.violations(schema, value)
                .forEach(fault -> findings.add("%s is no example: %s".formatted(example, fault)));
    }
}
