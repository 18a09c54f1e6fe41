package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Finds fault with an OpenAPI document: its shape (strict OpenAPI 3.1, `lint/openapi-3.1.yaml`),
/// its schemas, examples that break their schemas, references to nothing, components nobody uses,
/// and the rules of this project.
public final class OpenApiLint {
    private static final JsonNode SHAPE = TestYaml.resource("lint/openapi-3.1.yaml");

    private OpenApiLint() {}

    /// Demands that a service's document is clean.
    ///
    /// @throws AssertionError with every finding
    public static void check(String service) {
        List<String> findings = findings(OpenApiDocument.of(service));
        if (!findings.isEmpty()) {
            throw new AssertionError(
                    "openapi.yaml of %s:\n  %s".formatted(service, String.join("\n  ", findings)));
        }
    }

    /// What is wrong with the document, one sentence each.
    static List<String> findings(OpenApiDocument document) {
        Place root = document.root();
        List<String> shape = SchemaSet.violations(SHAPE, root.node());
        List<String> references = References.findings(root);
        if (!shape.isEmpty() || !references.isEmpty()) {
            return Stream.concat(shape.stream(), references.stream()).toList();
        }
        List<String> findings = new ArrayList<>(ExampleCheck.findings(root, document.schemas()));
        document.operations()
                .forEach(operation -> findings.addAll(OperationLint.findings(operation)));
        duplicateIds(document).forEach(id -> findings.add("operationId " + id + " is used twice"));
        return findings;
    }

    private static Stream<String> duplicateIds(OpenApiDocument document) {
        TreeSet<String> seen = new TreeSet<>();
        return document.operations().stream()
                .map(operation -> operation.place().text("operationId").orElse(""))
                .filter(id -> !seen.add(id));
    }
}
