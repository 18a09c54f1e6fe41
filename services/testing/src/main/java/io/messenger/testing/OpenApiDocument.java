package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A service's OpenAPI 3.1 document, as its tests hold the service to it.
public final class OpenApiDocument {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final String name;
    private final JsonNode json;
    private final SchemaSet schemas;
    private final List<ApiOperation> operations;

    private OpenApiDocument(String name, JsonNode json) {
        this.name = name;
        this.json = json;
        schemas = new SchemaSet(json);
        operations = root().child("paths").children().flatMap(this::operationsOf).toList();
    }

    /// The document of a service on the class path: `openapi/<service>/openapi.yaml`, the same
    /// resource that the service serves.
    ///
    /// @throws AssertionError when there is none, or it is not YAML
    public static OpenApiDocument of(String service) {
        return new OpenApiDocument(
                service, TestYaml.resource("openapi/" + service + "/openapi.yaml"));
    }

    /// The document of a service in a file.
    static OpenApiDocument of(String service, Path file) {
        try {
            return parse(service, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A document that is given as text.
    public static OpenApiDocument parse(String name, String yaml) {
        return new OpenApiDocument(name, TestYaml.read(yaml));
    }

    /// The name of the service.
    public String name() {
        return name;
    }

    Place root() {
        return Place.root(json);
    }

    SchemaSet schemas() {
        return schemas;
    }

    /// All operations, in the order of the document.
    public List<ApiOperation> operations() {
        return operations;
    }

    /// The operation that answers a request; a path without variables wins over a template, as
    /// OpenAPI says.
    Optional<ApiOperation> operation(String method, String path) {
        return operations.stream()
                .filter(o -> o.method().equals(method) && o.path().match(path).isPresent())
                .min(Comparator.comparingInt(o -> o.path().names().size()));
    }

    private Stream<ApiOperation> operationsOf(Place pathItem) {
        PathTemplate path = PathTemplate.of(pathItem.name());
        return pathItem.children()
                .filter(place -> METHODS.contains(place.name()))
                .map(place ->
                        new ApiOperation(this, place.name().toUpperCase(Locale.ROOT), path, place));
    }
}
